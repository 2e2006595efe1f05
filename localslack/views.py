"""The views that people have open: a stack of at most three modals each, and a Home tab.

Rules: https://docs.slack.dev/surfaces/modals.
"""

from collections.abc import Callable

from localslack.block_kit.interactive import initial_state, with_ids
from localslack.limits import MODAL_STACK
from localslack.models import Channel, Json, Person, RefusedError, Trigger, View


class Views:
    """All open views; `changed` is called after each change."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._numbers = 0

    def stack(self, person: Person) -> list[View]:
        """A person's open modals, the visible one last."""
        return self._stacks.setdefault(person.id, [])

    def top(self, person: Person) -> View | None:
        """The modal that a person sees."""
        stack = self.stack(person)
        return stack[-1] if stack else None

    def home(self, person: Person) -> View | None:
        """A person's Home tab, if the app has published one."""
        return self._homes.get(person.id)

    def open(self, trigger: Trigger, given: Json) -> View:
        """Show a modal.

        On top of the one that the trigger was made in, else in place of whatever was open.
        Refuses with `push_limit_reached` or `duplicate_external_id`.
        """
        if trigger.view is None or not trigger.view.is_open or trigger.view.type == "home":
            self.close_all(trigger.person)
        return self.push(trigger.person, given, trigger.channel)

    def push(self, person: Person, given: Json, channel: Channel | None = None) -> View:
        """Put a modal on top. Refuses with `push_limit_reached` or `duplicate_external_id`."""
        stack = self.stack(person)
        if len(stack) >= MODAL_STACK:
            raise RefusedError("push_limit_reached")
        view = self._create(person, given, channel or (stack[-1].channel if stack else None))
        if stack:
            view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._changed()
        return view

    def update(self, view: View, given: Json, view_hash: str | None = None) -> None:
        """Replace a view in place; entered values stay where ids are unchanged.

        Refuses with `hash_conflict` if `view_hash` is not the current one, or with
        `duplicate_external_id`.
        """
        if view_hash and view_hash != view.hash:
            raise RefusedError("hash_conflict")
        self._fill(view, given)
        self._changed()

    def publish(self, person: Person, given: Json, view_hash: str | None = None) -> View:
        """Set a person's Home tab. Refuses with `hash_conflict` or `duplicate_external_id`."""
        view = self.home(person)
        if view is None:
            view = self._homes[person.id] = self._create(person, given, None)
            self._changed()
        else:
            self.update(view, given, view_hash)
        return view

    def close(self, view: View) -> None:
        """Close a modal and those above it."""
        stack = self.stack(view.person)
        for closed in stack[stack.index(view) :]:
            closed.is_open = False
        del stack[stack.index(view) :]
        self._changed()

    def close_all(self, person: Person) -> None:
        """Close all modals of a person."""
        if stack := self.stack(person):
            self.close(stack[0])

    def find(self, view_id: str = "", external_id: str = "") -> View:
        """An open view by either id. Refuses with `not_found`."""
        for view in self._all():
            if view.id == view_id or (external_id and view.external_id == external_id):
                return view
        raise RefusedError("not_found")

    def _all(self) -> list[View]:
        modals = [view for stack in self._stacks.values() for view in stack]
        return modals + list(self._homes.values())

    def _create(self, person: Person, given: Json, channel: Channel | None) -> View:
        view_id = f"V0LOCAL{self._next_number():04d}"
        view = View(view_id, "", person, given, root_id=view_id, channel=channel)
        self._fill(view, given)
        return view

    def _fill(self, view: View, given: Json) -> None:
        external_id = given.get("external_id")
        if external_id and any(
            other is not view and other.external_id == external_id for other in self._all()
        ):
            raise RefusedError("duplicate_external_id")
        conversation = view.channel.id if view.channel else None
        view.given = {**given, "blocks": with_ids(given["blocks"])}
        view.hash = f"{int(self._clock())}.{self._next_number():08x}"
        view.state = initial_state(view.blocks, view.state, conversation)
        view.errors, view.trouble = {}, ""

    def _next_number(self) -> int:
        self._numbers += 1
        return self._numbers
