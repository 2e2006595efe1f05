"""Whether the settings can be read, and whether they are what their author meant."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import SecretStr

from bot.doctor.checks import Check, printable
from bot.doctor.tokens import WHERE_FOUND
from bot.errors import SettingsError
from bot.settings import SETTINGS, Settings, Written, bare, read_settings, written_settings

ALIKE = 0.85  # how much a name must resemble a setting's to be taken for it, 1 is the same


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """The settings, those that are missing or wrong at their defaults; None: none can be read."""

    settings: Settings | None
    faulty: frozenset[str]
    checks: list[Check]


def check_settings(options: Mapping[str, object]) -> SettingsRead:
    """Read the settings as `serve` does, with its options; go on without those at fault."""
    try:
        settings, faults = _read_past_faults(options)
    except SettingsError as error:
        message = f"{str(error).rstrip('.')}."
        return SettingsRead(None, frozenset(), [Check("settings", "fault", message)])
    written = written_settings()
    checks = [
        Check("settings", "fault", f"{line}.{_remedy(name)}") for name, line in faults.items()
    ]
    doubts = (*_written_twice(written), *_wrapped(written), *_misspelt(written))
    checks += [Check("settings", "warning", said) for said in doubts]
    if not checks:
        checks = [Check("settings", "ok", _where(written))]
    return SettingsRead(settings, frozenset(faults), checks)


def _read_past_faults(options: Mapping[str, object]) -> tuple[Settings, dict[str, str]]:
    """The settings, and a line for each that is at fault and got a stand-in.

    Raises SettingsError where the places themselves cannot be read.
    """
    given, faults = dict(options), dict[str, str]()
    while True:
        try:
            return read_settings(**given), faults
        except SettingsError as error:
            if not error.faults.keys() - faults.keys():
                raise
            faults |= error.faults
            given |= {name: _stand_in(name) for name in faults}
            if "ROLEFIT_TRANSPORT" in faults:  # nobody knows which of these two is needed
                given |= dict.fromkeys(("SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"), "-")


def _stand_in(name: str) -> Any:
    """Something that lets the other settings be read."""
    field = next(field for field in Settings.model_fields.values() if field.alias == name)
    return "-" if field.annotation is SecretStr else field.default


def _remedy(name: str) -> str:
    if name in WHERE_FOUND:
        return f" {WHERE_FOUND[name]}"
    field = next((field for field in Settings.model_fields.values() if field.alias == name), None)
    choices = get_args(field.annotation) if field else ()
    return f" Unset it for the default, {field.default}." if field and choices == () else ""


def _where(written: list[Written]) -> str:
    places = dict.fromkeys(one.place for one in _values(written))
    return f"read from {', then '.join(places)}." if places else "options and defaults only."


def _written_twice(written: list[Written]) -> Iterator[str]:
    counted: dict[str, Written] = {}
    for one in _values(written):
        first = counted.setdefault(one.name, one)
        if bare(first.value) != bare(one.value):
            yield (
                f"{one.name} stands in {first.place} and, with another value, in {one.place}: "
                f"{first.place} counts. Remove the one that is out of date."
            )


def _wrapped(written: list[Written]) -> Iterator[str]:
    for one in _values(written):
        if wrapping := _wrapping(one):
            yield (
                f"{one.name} has {wrapping} around it in {one.place}. RoleFit reads it without, "
                "other programs may not: write the bare value."
            )


def _misspelt(written: list[Written]) -> Iterator[str]:
    there = {one.name for one in _values(written)}
    for one in written:
        meant = None if one.name in SETTINGS else resembled(one.name, ALIKE)
        if meant and meant not in there:
            name = printable(one.name)
            yield f"{name} in {one.place} is no setting. Is {meant} meant? Rename it."


def _values(written: list[Written]) -> list[Written]:
    """What sets a setting; an empty value does not."""
    return [one for one in written if one.name in SETTINGS and bare(one.value)]


def resembled(name: str, alike: float) -> str | None:
    """The setting that a name resembles, if it does."""
    plain = name.upper().replace("-", "_").partition(".")[0]
    found = difflib.get_close_matches(plain, SETTINGS, 1, alike)
    return found[0] if found else None


def _wrapping(written: Written) -> str:
    """What stands around a value; the line break at the end of a file is usual."""
    text = written.value
    if written.place != "the environment":
        text = text.removesuffix("\n").removesuffix("\r")
    if text == bare(text):
        return ""
    return "quotation marks" if text.strip() != bare(text) else "white space"
