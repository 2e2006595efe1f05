"""What was asked, how it was answered, and what became of everything that was to be posted."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot.outbox.texts import CHANGED
from localslack.acknowledgement import Acknowledgement
from localslack.models import APP, Channel, Message, Person
from localslack.workspace import Workspace

KEPT_SECONDS = 30.0  # how long a message stays on people's screens; a visit is over by then


@dataclass
class Owed:
    """A post that RoleFit has promised, the only one of its channel; asked for at `since`."""

    person: Person
    channel: Channel
    since: float
    pressed: Message | None = None  # a message that says so itself where nothing is posted


class Ledger:
    """Counts requests by surface, and holds what was promised against what Slack shows."""

    def __init__(self, place: Workspace) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.failures: Counter[tuple[str, str]] = Counter()  # by surface and what came instead
        self.ends: Counter[str] = Counter()  # of visits that could not go on, by why
        self.owed: list[Owed] = []
        self.in_flight: set[str] = set()  # channels whose post was in hand when it was killed
        self._place = place
        self._posts: Counter[str] = Counter()  # by channel
        self._told: defaultdict[str, list[Message]] = defaultdict(list)  # by person

    def note(self, surface: str, ack: Acknowledgement) -> None:
        """Count one request and its answer; none if nothing was sent."""
        if not (ack.status or ack.problems):
            return
        self.seconds[surface].append(ack.seconds)
        if ack.error == "operation_timeout":
            self.failures[surface, "late"] += 1
        elif not ack.status:
            self.failures[surface, "no answer"] += 1
        elif ack.status != 200:
            self.failures[surface, str(ack.status)] += 1

    def clear_away(self, age: float = KEPT_SECONDS) -> None:
        """Count the posts among the messages older than `age` seconds, and take these away with
        what they show, or this process would grow to gigabytes.
        """
        messages, until = self._place.messages, time.time() - age
        number = next((n for n, one in enumerate(messages) if float(one.ts) > until), len(messages))
        for message in messages[:number]:
            person = message.visible_to or message.channel.person
            if message.author == APP and person:
                self._told[person].append(message)
            elif message.author == APP:
                self._posts[message.channel.id] += 1
            message.blocks, message.state = [], {}
        del messages[:number]

    @property
    def posted(self) -> int:
        """How many of the promised posts there are."""
        return sum(self._posts[one.channel.id] > 0 for one in self.owed)

    @property
    def told(self) -> int:
        """How many there are not, and the person was told."""
        return self._count(lambda one: self._was_told(one))

    @property
    def lost(self) -> list[Owed]:
        """Those that are not there, and nobody was told."""
        return [o for o in self.owed if not self._posts[o.channel.id] and not self._was_told(o)]

    @property
    def doubled(self) -> list[str]:
        """The channels with a post too many, whether or not it was promised."""
        return [channel for channel, number in self._posts.items() if number > 1]

    def _count(self, what: Callable[[Owed], bool]) -> int:
        return sum(not self._posts[one.channel.id] and what(one) for one in self.owed)

    def _was_told(self, owed: Owed) -> bool:
        later = [m for m in self._told[owed.person.id] if float(m.ts) >= owed.since]
        return bool(later or (owed.pressed and CHANGED in owed.pressed.text))
