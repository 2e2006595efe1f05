"""Which messages the people at a terminal have seen, and in which state."""

from localslack.models import Message, Person
from localslack.workspace import Workspace


class News:
    """The messages of a workspace that somebody has not seen as they are now."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[tuple[str, str], int] = {}

    def messages(self, person: Person) -> list[Message]:
        """Those of others, oldest first; a deleted one only if they have seen it before."""
        return [
            message
            for message in self._workspace.messages
            if message.channel.has(person.id)
            and message.visible_to in (None, person.id)
            and message.author != person.id
            and not (message.deleted and (person.id, message.ts) not in self._seen)
            and self._seen.get((person.id, message.ts)) != edits(message)
        ]

    def see(self, person: Person, message: Message) -> None:
        """Note that somebody has seen it as it is now."""
        self._seen[person.id, message.ts] = edits(message)


def edits(message: Message) -> int:
    """Which state of a message this is."""
    return -1 if message.deleted else message.edits
