"""What people do with the real app, one thing after another, and what is checked each time.

Everything that an act sets going (posts, notices, replies that are tried again) is waited for,
so that the next act finds the same screen whenever a flow is repeated.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

from bot.outbox.texts import SHARED_HERE
from localslack.acknowledgement import Acknowledgement
from localslack.faults import RESPONSE_URL
from localslack.models import Exchange, Message, View
from localslack.slack import LocalSlack
from tests.scenarios.flows import screen
from tests.scenarios.flows.memory import Memory, bystander
from tests.scenarios.flows.packs import Answers, PackVersion
from tests.scenarios.flows.screen import Control
from tests.support.app import AppUnderTest
from tests.support.slack import LONGEST_WAIT, Clock
from tests.support.workspace import ENGINEERING, LEAD, MANAGER, RECRUITER

Act = Coroutine[Any, Any, Acknowledgement]

POSTED = "select count(*) from outbox where private = 0 and done_at is not null"
TOLD = "select count(*) from outbox where private = 1 and id like '%-told-%'"

OPENING = ("advice.open", "home.resume", "faq.say_missing")
DELETING = ("home.delete", "ask.delete")
REDRAWING = ("advice.back", "advice.now", "advice.next", "advice.resume", "advice.change")
CHANGED = "has changed since"
GONE_WRONG = "Something went wrong"


def _behind() -> bool:
    """Whether the app, which runs in this loop too, has work under way behind an answer."""
    coroutines = (task.get_coro() for task in asyncio.all_tasks())
    return any(getattr(one, "__name__", "") == "_logged" for one in coroutines)


class Visit:
    """People before one app; `person` is who acts now."""

    def __init__(
        self, slack: LocalSlack, app: AppUnderTest, clock: Clock, pack: PackVersion
    ) -> None:
        self.slack, self.app, self.clock, self.pack = slack, app, clock, pack
        self.place = slack.workspace
        self.people = [RECRUITER, LEAD]
        self.person = self.people[0]
        self.memories = {person.id: Memory() for person in self.people}
        self.memories[MANAGER.id] = bystander()
        self.shared: set[tuple[str, ...]] = set()  # what was to be posted, each once
        self.mentions: list[dict[str, Any]] = []  # events, to be delivered again
        self.posted_and_deleted = self.told_and_deleted = 0  # what the outbox knows no more
        self._exchanges = 0

    @property
    def memory(self) -> Memory:
        """What RoleFit should hold of who acts now."""
        return self.memories[self.person.id]

    @property
    def view(self) -> View | None:
        """The modal that is open before who acts now."""
        return self.place.views.top(self.person)

    # One act, or several at the same moment

    async def act(self, *works: Act, late: float = 0.0) -> list[Acknowledgement]:
        """Do it and wait for what follows; `late` moves Slack's clock while it is under way."""
        before = screen.seen(self.place, self.person)
        self._exchanges = len(self.slack.traffic)
        acks = list(await asyncio.gather(*works, self._delayed(late)))[:-1]
        await self._settled()
        refused = [ack for ack in acks if ack.problems]
        if self.failures() and not refused and not self._too_late():
            # whoever meets a fault is told, or gets it later
            await self._until(lambda: screen.seen(self.place, self.person) != before)
            await self._until(lambda: not self._owes_a_reply())
        self.clock.ahead = 0.0
        problems = self.slack.take_problems()
        if self.failures():  # where the app can say nothing, Slack does
            assert all(ack.status == 500 for ack in refused), acks
            problems = [one for one in problems if "answered with status 500" not in one]
        else:
            assert not refused, [ack.problems for ack in refused]
        assert problems == [], problems
        return acks

    async def _delayed(self, seconds: float) -> Acknowledgement:
        self.clock.ahead = seconds
        return Acknowledgement(200)

    async def _settled(self) -> None:
        async with asyncio.timeout(LONGEST_WAIT):
            while True:
                waiting = await self.app.rows("select id from outbox where done_at is null")
                if not (waiting or _behind()):
                    return
                await asyncio.sleep(0.01)

    async def _until(self, right: Callable[[], bool]) -> None:
        await self.place.changed(right, seconds=LONGEST_WAIT)
        await self._settled()

    async def outbox(self, whose: str = "") -> tuple[int, int]:
        """How many messages it knows to be posted, and how many people were told of a failure."""
        [(posted,)], [(told,)] = (
            await self.app.rows(POSTED + whose),
            await self.app.rows(TOLD + whose),
        )
        return posted, told

    def exchanges(self, name: str = "") -> list[Exchange]:
        """The app's calls during the latest act."""
        latest = list(self.slack.traffic)[self._exchanges :]
        return [e for e in latest if e.sender == "app" and name in ("", e.name)]

    def failures(self) -> list[Exchange]:
        """Those of them that Slack did not take, except where the person was quicker."""
        return [e for e in self.exchanges() if not _taken(e) and _error(e) != "hash_conflict"]

    def _owes_a_reply(self) -> bool:
        replies = [e for e in self.exchanges(RESPONSE_URL) if not _is_copy(e)]
        private = [e for e in replies if _kind(e) == "ephemeral"]
        return bool(private) and not _taken(private[-1]) and not self._too_late()

    def _too_late(self) -> bool:
        """Whether a press was answered when its response_url had expired: nobody can be told."""
        return any(
            _kind(e) == "ephemeral" and _error(e) == "expired_url"
            for e in self.exchanges(RESPONSE_URL)
        )

    # Presses

    async def press(self, control: Control, *options: str | None, late: float = 0.0) -> None:
        """Press a button, or choose an option; several options are chosen at the same moment."""
        before = (self.view.id, self.view.hash) if self.view else ("", "")
        if control.action in DELETING:
            posted, told = await self.outbox(f" and person = '{self.person.id}'")
            self.posted_and_deleted += posted
            self.told_and_deleted += told
        edits = control.screen.edits if isinstance(control.screen, Message) else 0
        action_id = control.element["action_id"]
        presses = [
            self.slack.press(self.person, control.screen, action_id, **control.given(option))
            for option in options or (None,)
        ]
        await self.act(*presses, late=late)
        view_id, view_hash = (self.view.id, self.view.hash) if self.view else ("", "")
        opened, redrawn = view_id != before[0], view_hash != before[1]
        if not self.failures():
            assert opened or control.action not in OPENING
            assert redrawn or control.action not in REDRAWING
        for option in options or (None,):
            self._remember(control, option, opened, redrawn)
        if control.action == "ask.share" and isinstance(control.screen, Message):
            await self._remember_share(control, control.screen, edits)

    def _remember(self, control: Control, option: str | None, opened: bool, redrawn: bool) -> None:
        memory, pack = self.memory, self.pack
        match control.action:
            case "advice.answer":
                memory.chose(control.question, option)
                memory.saved(pack)
            case "advice.next":
                memory.chose(control.question, self._on_the_card(control.question) or option)
                memory.passed_on(pack)
            case "advice.now" | "advice.back":
                memory.passed_on(pack)
            case action if action in DELETING:
                memory.deleted()
            case "faq.helpful" | "faq.not_helpful" if control.element["value"] != pack.without:
                memory.voted(control.element["value"], control.action == "faq.helpful")
            case "faq.judge" if option and option.split()[1] != pack.without:
                memory.voted(option.split()[1], option.startswith("helpful"))
            case "advice.open" if opened:
                memory.opened({})
            case "home.resume" if opened:
                memory.opened(pack.kept(memory.draft))
        if control.action == "advice.resume":
            memory.resumed(pack, redrawn)
        elif redrawn and control.action in REDRAWING:
            memory.redrawn(pack)

    def _on_the_card(self, question: str) -> str | None:
        """Of two choices at the same moment, the one that the card shows counts."""
        answers: Answers = json.loads(self.view.private_metadata)["answers"] if self.view else {}
        return answers.get(question)

    async def _remember_share(self, control: Control, private: Message, edits: int) -> None:
        if self._too_late() or (CHANGED in private.text and private.edits > edits):
            return  # shared before, or shown anew instead of posted
        self.shared.add((private.ts, self.person.id, control.element["value"]))
        posts = [e for e in self.exchanges(RESPONSE_URL) if _kind(e) == "in_channel"]
        if posts and _taken(posts[-1]):  # then the private copy says so
            await self._until(lambda: any(_is_copy(e) for e in self.exchanges(RESPONSE_URL)))

    # Forms

    async def opening(self, *works: Act, late: float = 0.0) -> None:
        """Do what opens the questionnaire."""
        before = self.view
        await self.act(*works, late=late)
        opened = self.view is not None and self.view is not before
        assert opened or self.failures()
        if opened:
            self.memory.opened({})

    async def submit(self, view: View, values: dict[str, Any], times: int = 1) -> None:
        """Submit a modal, perhaps with two clicks."""
        content = screen.above_the_line(view) if "share.channel" in values else ""
        if view.callback_id == "advice.step":
            self.memory.passed_on(self.pack)
        await self.act(*(self.slack.submit(self.person, view, values) for _ in range(times)))
        if view.callback_id in screen.FORM:
            self.memory.redrawn(self.pack)
        if content and CHANGED not in json.dumps(view.blocks[0]):
            self.shared.add((view.id, values["share.channel"], content))

    async def send_word(self, view: View, word: str | None) -> None:
        """Send the form that asks what was missing."""
        entry, word = view.private_metadata, (word or "").strip()
        await self.submit(view, {"faq.missing": word})
        if word and self.memory.votes.get(entry, (True,))[0]:
            assert view.errors  # there is no such vote any more
        elif word:
            self.memory.said(entry, word)

    async def mention(self, text: str) -> None:
        """Mention the app where it is a member."""
        [ack] = await self.act(self.slack.mention(self.person, ENGINEERING, text))
        self.mentions.append(ack.request)
        self.shared.add((ack.request["event_id"],))

    async def open_home(self) -> None:
        """Open Home; Slack delivers the event again if the app did not take it."""
        [ack] = await self.act(self.slack.open_home(self.person))
        if ack.status == 500:
            [again] = await self.act(self.slack.deliver_again(ack.request))
            assert again.ok or self.failures()


def _taken(exchange: Exchange) -> bool:
    answer = exchange.response
    return exchange.status == 200 and (not isinstance(answer, dict) or answer.get("ok") is True)


def _error(exchange: Exchange) -> str:
    answer = exchange.response
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""


def _is_copy(exchange: Exchange) -> bool:
    """Whether it is what takes a shared answer's place; sent once, whatever comes of it."""
    return SHARED_HERE in str(exchange.request.get("text"))


def _kind(exchange: Exchange) -> str:
    return str(exchange.request.get("response_type") or "")
