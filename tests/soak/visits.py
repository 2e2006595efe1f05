"""What people do with RoleFit: each visit is of one person, in a channel of its own."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.outbox.texts import SHARED
from localslack.acknowledgement import Acknowledgement
from localslack.models import Channel, Message, NotPossibleError, Person, Surface, View
from localslack.slack import LocalSlack
from tests.bench.commands import questions, short_briefs
from tests.scenarios.flows.screen import controls_of
from tests.soak.ledger import Ledger, Owed
from tests.soak.pace import Pace

RETRY_SECONDS = (0.0, 4.0, 8.0)  # Slack's own are at once, a minute, five minutes
STEPS = 3  # of the form, at most
TEXTS = ("php vs backend", "compare php api", "php vs backend stack", "php", "backend developer",
         "faq salary", "faq remote", "model", "help", "interview php", "sources",
         "zeppelins over zanzibar", "is she right for the backend role",
         *questions()[:40], *(f"advise {brief}" for brief in short_briefs()[:10]))  # fmt: skip
LETTERS = ("s", "dev", "lara", "remote t", "how do we", "salary ran")

Send = Coroutine[Any, Any, Acknowledgement]


class EndOfVisitError(Exception):
    """What the person would have used next is not there."""


class Visit:
    """One person and what they see; `chance` decides what they do."""

    def __init__(
        self, number: int, slack: LocalSlack, pace: Pace, ledger: Ledger, chance: random.Random
    ) -> None:
        self.person = Person(f"U{number:07d}", f"Person {number}")
        self.channel = Channel(f"C{number:07d}", f"channel-{number}")
        self.slack = slack
        self.place = slack.workspace
        self.chance = chance
        self._pace = pace
        self._ledger = ledger
        self.place.welcome(self.person)
        self.place.create_channel(self.channel)
        if chance.random() < 0.8:
            self.place.invite_app(self.channel)

    async def run(self) -> None:
        """One of the things that people do."""
        journeys, weights = zip(*JOURNEYS.items(), strict=True)
        [journey] = self.chance.choices(journeys, weights)
        try:
            await journey(self)
        except NotPossibleError:
            self._ledger.ends["nothing to press"] += 1
        except EndOfVisitError as error:
            self._ledger.ends[str(error)] += 1
        if view := self.place.views.top(self.person):
            await self.send("close", self.slack.close(self.person, view, all_views=True))

    async def send(self, surface: str, request: Send) -> Acknowledgement:
        """Send a request when its turn has come."""
        await self._pace.turn()
        ack = await request
        self._ledger.note(surface, ack)
        return ack

    async def send_event(self, surface: str, request: Send) -> bool:
        """Send an event as Slack does, again where it was not acknowledged; whether it was."""
        ack = await self.send(surface, request)
        for number, pause in enumerate(RETRY_SECONDS, 1):
            if ack.ok and self.chance.random() > 0.02:  # now and then an answer is lost
                return True
            await asyncio.sleep(pause)
            reason = "http_error" if ack.status else "connection_failed"
            reason = "http_timeout" if ack.error == "operation_timeout" else reason
            again = await self.slack.deliver_again(ack.request, number, reason)
            self._ledger.note(f"{surface}, again", again)
            ack = again if not ack.ok else ack
        return ack.ok

    def view(self) -> View:
        """The modal on the screen."""
        if view := self.place.views.top(self.person):
            return view
        raise EndOfVisitError("no modal")

    def owe(self, since: float, pressed: Message | None = None) -> None:
        """Note that a post was promised."""
        self._ledger.owed.append(Owed(self.person, self.channel, since, pressed))

    async def ask(self, surface: str, text: str) -> Message:
        """A command and its answer."""
        ack = await self.send(surface, self.slack.command(self.person, self.channel, text))
        if ack.message is None or not ack.ok:
            raise EndOfVisitError("no answer to a command")
        return ack.message

    async def press(self, surface: str, screen: Surface, *actions: str) -> Acknowledgement:
        """One of the buttons and menus with these actions."""
        found = [one for one in controls_of(screen) if one.action in actions]
        if not found:
            raise EndOfVisitError(f"no {actions[0]}")
        control = self.chance.choice(found)
        given = control.given(self.chance.choice(control.options or [None]))
        action_id = control.element["action_id"]
        return await self.send(surface, self.slack.press(self.person, screen, action_id, **given))


async def ask(visit: Visit) -> None:
    """A command, and whatever its answer offers."""
    private = await visit.ask("command", visit.chance.choice(TEXTS))
    for _ in range(visit.chance.randrange(3)):
        await visit.press("press", private, "ask.switch", "ask.open")


async def share(visit: Visit) -> None:
    """An answer that is shared where it was asked for."""
    private = await visit.ask("command", visit.chance.choice(TEXTS[:8]))
    since = time.time()
    ack = await visit.press("share", private, "ask.share")
    if ack.ok:
        visit.owe(since, private)


async def mention(visit: Visit) -> None:
    """A question in public; now and then the channel is archived before the answer is there."""
    visit.place.invite_app(visit.channel)
    since = time.time()
    text = visit.chance.choice(TEXTS)
    happened = visit.slack.mention(visit.person, visit.channel, text)
    if visit.chance.random() < 0.03:
        visit.place.archived.add(visit.channel)
    if await visit.send_event("mention", happened):
        visit.owe(since)


async def fill_in(visit: Visit) -> None:
    """The form to its end; the advice is shared."""
    await visit.send("form, open", visit.slack.command(visit.person, visit.channel))
    await pass_steps(visit)
    await share_view(visit)


async def start_from_message(visit: Visit) -> None:
    """A colleague's message, the form that it fills in, and perhaps its advice."""
    brief = visit.chance.choice(TEXTS[-10:])
    said = visit.place.post(visit.channel, brief, author=visit.person.id)
    opening = visit.slack.message_shortcut(visit.person, "advice.message", said)
    await visit.send("message shortcut", opening)
    if visit.chance.random() < 0.5:
        await pass_steps(visit)


async def look_up(visit: Visit) -> None:
    """The typeahead; what was chosen is shared."""
    await visit.send("shortcut", visit.slack.shortcut(visit.person, "ask.lookup"))
    options: list[Any] = []
    for _ in range(3):
        letters = visit.chance.choice(LETTERS)
        typing = visit.slack.suggest(visit.person, visit.view(), "ask.entry", letters)
        ack = await visit.send("typeahead", typing)
        options = (ack.json["options"] if ack.ok else []) or options
    if not options:
        raise EndOfVisitError("no options")
    chosen = {"ask.entry": visit.chance.choice(options)}
    await visit.send("choice", visit.slack.submit(visit.person, visit.view(), chosen))
    await share_view(visit)


async def open_home(visit: Visit) -> None:
    """Home, and what it offers."""
    await visit.send_event("home", visit.slack.open_home(visit.person))
    home = visit.place.views.home(visit.person)
    if home is None:
        raise EndOfVisitError("no Home")
    await visit.press("press in Home", home, "ask.open", "advice.open")


async def give_feedback(visit: Visit) -> None:
    """A vote, and perhaps a word."""
    private = await visit.ask("command", visit.chance.choice(questions()[:40]))
    await visit.press("feedback", private, "faq.helpful", "faq.not_helpful")
    if any(control.action == "faq.say_missing" for control in controls_of(private)):
        await visit.press("feedback", private, "faq.say_missing")
        word = {"faq.missing": "figures"}
        await visit.send("feedback", visit.slack.submit(visit.person, visit.view(), word))


async def delete_data(visit: Visit) -> None:
    """Everything goes that is kept of a person, after they have begun the form."""
    await visit.send("form, open", visit.slack.command(visit.person, visit.channel))
    await visit.press("form, press", visit.view(), "advice.answer")
    closing = visit.slack.close(visit.person, visit.view(), all_views=True)
    await visit.send("close", closing)
    private = await visit.ask("command", "delete my data")
    await visit.press("delete", private, "ask.delete")


async def pass_steps(visit: Visit) -> None:
    """Answer some questions of each step and go on, until the advice is there."""
    for _ in range(STEPS):
        if visit.view().callback_id != "advice.step":
            return
        for _ in range(visit.chance.randrange(3)):
            await visit.press("form, press", visit.view(), "advice.answer")
        await visit.send("form, next", visit.slack.submit(visit.person, visit.view()))


async def share_view(visit: Visit) -> None:
    """Share what a modal shows."""
    since, where = time.time(), {"share.channel": visit.channel.id}
    ack = await visit.send("share", visit.slack.submit(visit.person, visit.view(), where))
    if ack.ok and SHARED in json.dumps(ack.json, ensure_ascii=False):
        visit.owe(since)


JOURNEYS: dict[Callable[[Visit], Awaitable[None]], int] = {
    ask: 20,
    share: 15,
    mention: 20,
    fill_in: 8,
    start_from_message: 6,
    look_up: 8,
    open_home: 8,
    give_feedback: 8,
    delete_data: 4,
}
