"""Faults whose text may be shown, drawn as a tree.

RoleFitError
├── SettingsError        an operator's setting is missing or wrong (exit code 2)
├── StateError           the state database cannot be used (exit code 1)
│   └── StateUnavailableError    …just now: another try may do (locked, disk full, read-only)
└── PersonError          told to the person who asked: what happened, what was kept, what to do
    ├── OutdatedControlError
    └── ElsewhereError
"""

from collections.abc import Mapping


class RoleFitError(Exception):
    """Root; the text of its subclasses is plain and holds no secret."""


class SettingsError(RoleFitError):
    """Names the setting, never its value; `faults` has a line for each setting that is missing
    or wrong, and nothing where they cannot be read at all.
    """

    def __init__(self, text: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.faults = dict(faults or {})


class StateError(RoleFitError):
    """Says what keeps the state database from being used."""


class StateUnavailableError(StateError):
    """The database cannot be used just now, and nothing of what was asked was kept (unless
    PostgreSQL broke off while it committed).

    `reason` is in the database's words or ours.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the state cannot be used just now: {reason}")
        self.reason = reason


class PersonError(RoleFitError):
    """Its text is shown to the person in Slack as it is."""


class OutdatedControlError(PersonError):
    """A button or menu whose value this version of RoleFit cannot read."""

    def __init__(self) -> None:
        super().__init__(
            "This button is from another version of RoleFit. Nothing was changed. "
            "Ask again with `/rolefit`."
        )


class ElsewhereError(PersonError):
    """Somebody from another workspace (Slack Connect) shares where they did not press."""

    def __init__(self) -> None:
        super().__init__(
            "You are here from another workspace, so RoleFit posts for you only in the channel "
            "where you pressed a button. Nothing was posted."
        )
