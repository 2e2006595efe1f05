"""What people may do next, in any order: a state machine for hypothesis.

Each example has an app, a database and a local Slack of its own: with a database that is migrated
already they start within 20 ms, and nothing of one example reaches the next.
"""

import asyncio
import shutil
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.slack.manifest import build_manifest
from localslack import faults
from localslack.faults import RESPONSE_URL
from localslack.models import View
from localslack.slack import LocalSlack
from tests.scenarios.flows import screen
from tests.scenarios.flows.checks import check, check_resuming
from tests.scenarios.flows.packs import PackVersion
from tests.scenarios.flows.screen import Control
from tests.scenarios.flows.visit import Visit
from tests.support.app import APP_TOKEN, AppUnderTest
from tests.support.databases import SQLiteFile
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, SIGNING_SECRET, Clock
from tests.support.workspace import CHANNELS, ENGINEERING, HIRING, JOINED, MANAGER, PEOPLE

TEXTS = ("php", "who owns the database schema", "php vs backend", "interview php", "faq salary",
         "zeppelins", "delete my data", "model", "php vs rust", "<!channel>")  # fmt: skip
VOTES = ("faq.not_helpful", "faq.helpful", "faq.judge")
WORDS = (None, "", "figures")
PLACES = (RESPONSE_URL, "views.open", "views.update", "views.publish", "chat.postMessage")
FAULTS = {
    "busy": faults.rate_limited(),
    "broken": faults.failing(500),
    "broken, but done": faults.failing(500, done_first=True),
    "dropped": faults.dropping(),
    "dropped, but done": faults.dropping(done_first=True),
    "slow": faults.hanging(0.2, done_first=True),
}
MOST_FAULTS = 2  # in one flow; most cost a second, because Slack is to be left alone so long
MOST_RESTARTS = 2

NTH = st.integers(0, 31)
TIMES = st.sampled_from((2, 1))  # clicks at the same moment
CHOICES = st.lists(st.tuples(NTH, NTH), max_size=3)  # questions, and what is chosen
TRIGGER_SECONDS, RESPONSE_URL_SECONDS = 3.0, 1800.0  # how long Slack lets them live
TRIGGER = st.sampled_from((0.0, TRIGGER_SECONDS + 1.0))  # how late the app comes with a trigger
Choices = list[tuple[int, int]]
Found = TypeVar("Found")


class Flows(RuleBasedStateMachine):
    """People who do whatever they can, with Slack at its worst."""

    packs: tuple[PackVersion, PackVersion]  # to be given by a subclass, so that it is made once
    database: Path  # the same

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.faults_left, self.restarts_left = MOST_FAULTS, MOST_RESTARTS
        self.failed = False
        self.visit = self.run(self._start())

    async def _start(self) -> Visit:
        folder = Path(self.stack.enter_context(TemporaryDirectory()))
        state_file = Path(shutil.copy(self.database, folder / "state.db"))
        clock = Clock()
        slack = await self.stack.enter_async_context(
            LocalSlack(
                build_manifest(("help",)),
                PEOPLE,
                CHANNELS,
                JOINED,
                signing_secret=SIGNING_SECRET,
                bot_token=BOT_TOKEN,
                app_token=APP_TOKEN,
                clock=clock,
                acknowledge_seconds=LONGEST_WAIT,  # the machine may be busy
            )
        )
        app = AppUnderTest(slack, SQLiteFile(state_file), [self.packs[0].path])
        self.stack.push_async_callback(app.stop)
        await app.start()
        place = slack.workspace
        place.post(HIRING, "We need somebody", [], author=MANAGER.id)
        return Visit(slack, app, clock, self.packs[0])

    def run(self, work: Coroutine[Any, Any, Found]) -> Found:
        try:
            return self.runner.run(work)
        except BaseException:
            self.failed = True
            raise

    def teardown(self) -> None:
        try:
            if not self.failed:
                self.run(check_resuming(self.visit))
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()

    @invariant()
    def everything_is_as_people_left_it(self) -> None:
        self.run(check(self.visit))

    # What there is to press

    @property
    def view(self) -> View | None:
        return self.visit.view

    def shows(self, *callback_ids: str) -> bool:
        return self.view is not None and self.view.callback_id in callback_ids

    def there(self, *actions: str) -> list[Control]:
        found = screen.controls(self.visit.place, self.visit.person)
        return [control for control in found if not actions or control.action in actions]

    def press(self, nth: int, *actions: str, option: int = 0, late: float = 0.0) -> None:
        self.press_with(pick(self.there(*actions), nth), option, late=late)

    def press_with(self, control: Control, *options: int, late: float = 0.0) -> None:
        offered: list[str | None] = control.options or [None]  # a button is just pressed
        chosen = [pick(offered, option) for option in options]
        self.run(self.visit.press(control, *chosen, late=late))

    # Who acts, on what

    @initialize(choices=CHOICES, steps=st.integers(0, 5))
    def somebody_has_begun(self, choices: Choices, steps: int) -> None:
        """A flow starts in the middle of the form, or when it has been closed again."""
        self.opens_the_form(choices)
        for _ in range(steps % 3):
            self.goes_on(1)
        if steps > 2:
            self.closes()

    @rule()
    def the_other_person_acts(self) -> None:
        self.visit.person = next(p for p in self.visit.people if p is not self.visit.person)

    @precondition(lambda self: self.faults_left)
    @rule(where=st.sampled_from(PLACES), fault=st.sampled_from(sorted(FAULTS)))
    def slack_will_fail(self, where: str, fault: str) -> None:
        self.faults_left -= 1
        self.visit.place.faults.plan(where, FAULTS[fault])

    @precondition(lambda self: self.restarts_left)
    @rule(version=st.sampled_from((1, 0)))
    def the_app_restarts_on_a_pack(self, version: int) -> None:
        """A running app would swap its store without a restart, but only looks every second."""
        self.restarts_left -= 1
        self.visit.pack = self.packs[version]
        self.run(self.visit.app.restart([self.visit.pack.path]))

    # The form

    @precondition(lambda self: self.view is None)
    @rule(choices=CHOICES)
    def opens_the_form(self, choices: Choices) -> None:
        visit = self.visit
        self.run(visit.opening(visit.slack.command(visit.person, HIRING)))
        self.choose(choices)

    @precondition(lambda self: self.view is None)
    @rule(late=TRIGGER, choices=CHOICES)
    def opens_the_form_on_a_message(self, late: float, choices: Choices) -> None:
        visit, message = self.visit, self.visit.place.messages[0]
        work = visit.slack.message_shortcut(visit.person, "advice.message", message)
        self.run(visit.opening(work, late=late))
        self.choose(choices)

    @precondition(lambda self: self.there("advice.open", "home.resume"))
    @rule(nth=NTH, late=TRIGGER, choices=CHOICES)
    def opens_the_form_by_a_button(self, nth: int, late: float, choices: Choices) -> None:
        self.press(nth, "advice.open", "home.resume", late=late)
        self.choose(choices)

    @precondition(lambda self: self.there("advice.answer"))
    @rule(choices=CHOICES.filter(bool))
    def answers(self, choices: Choices) -> None:
        self.choose(choices)

    def choose(self, choices: Choices) -> None:
        for nth, option in choices:
            if self.there("advice.answer"):  # the form may not have opened
                self.press(nth, "advice.answer", option=option)

    @precondition(lambda self: self.there("advice.next"))
    @rule(option=NTH)
    def answers_on_the_card(self, option: int) -> None:
        self.press(0, "advice.next", option=option)

    @precondition(lambda self: self.there("advice.back", "advice.change"))
    @rule()
    def goes_back(self) -> None:
        self.press(0, "advice.back", "advice.change")

    @precondition(lambda self: self.there("advice.now"))
    @rule()
    def wants_advice_now(self) -> None:
        self.press(0, "advice.now")

    @precondition(lambda self: self.there("advice.resume"))
    @rule()
    def resumes(self) -> None:
        self.press(0, "advice.resume")

    @precondition(lambda self: self.shows("advice.step"))
    @rule(times=TIMES)
    def goes_on(self, times: int) -> None:
        self.run(self.visit.submit(shown(self.view), {}, times))

    @precondition(lambda self: self.view)
    @rule()
    def closes(self) -> None:
        self.run(self.visit.act(self.visit.slack.close(self.visit.person, shown(self.view))))

    # Questions

    @precondition(lambda self: self.view is None)
    @rule(text=st.sampled_from(TEXTS), then=st.sampled_from(("", "ask.share", *VOTES)))
    def asks(self, text: str, then: str) -> None:
        visit = self.visit
        [ack] = self.run(visit.act(visit.slack.command(visit.person, HIRING, text)))
        for control in screen.controls_of(shown(ack.message)):
            if control.action == then:
                self.run(visit.press(control))

    @precondition(lambda self: self.view is None)
    @rule(text=st.sampled_from(TEXTS))
    def mentions(self, text: str) -> None:
        self.run(self.visit.mention(text))

    @precondition(lambda self: self.visit.mentions)
    @rule(nth=NTH, times=TIMES)
    def slack_sends_a_mention_again(self, nth: int, times: int) -> None:
        event = pick(self.visit.mentions, nth)
        self.run(self.visit.act(*(self.visit.slack.deliver_again(event) for _ in range(times))))

    @precondition(lambda self: self.view is None)
    @rule(typed=st.sampled_from(("", "salary", "schema", "zzz")), nth=NTH)
    def looks_something_up(self, typed: str, nth: int) -> None:
        visit = self.visit
        self.run(visit.act(visit.slack.shortcut(visit.person, "ask.lookup")))
        if view := self.view:
            suggest = visit.slack.suggest(visit.person, view, "ask.entry", typed)
            [suggested] = self.run(visit.act(suggest))
            if options := suggested.json["options"]:
                self.run(visit.submit(view, {"ask.entry": pick(options, nth)}))

    @precondition(lambda self: self.view is None)
    @rule()
    def opens_home(self) -> None:
        self.run(self.visit.open_home())

    # Sharing

    @precondition(lambda self: self.there("ask.share"))
    @rule(nth=NTH, late=st.sampled_from((0.0, RESPONSE_URL_SECONDS + 1.0)), times=TIMES)
    def shares_a_message(self, nth: int, late: float, times: int) -> None:
        self.press_with(pick(self.there("ask.share"), nth), *[0] * times, late=late)

    @precondition(lambda self: self.view and "share.channel" in str(self.view.blocks))
    @rule(times=TIMES, there=st.booleans())
    def shares_from_a_modal(self, times: int, there: bool) -> None:
        channel = ENGINEERING if there else HIRING
        self.run(self.visit.submit(shown(self.view), {"share.channel": channel.id}, times))

    # Feedback, data, anything

    @precondition(lambda self: self.there(*VOTES, "faq.say_missing"))
    @rule(nth=NTH, word=st.sampled_from(WORDS))
    def judges(self, nth: int, word: str | None) -> None:
        self.press(nth, *VOTES, "faq.say_missing")
        if self.shows("faq.missing"):
            self.run(self.visit.send_word(shown(self.view), word))

    @precondition(lambda self: self.there("home.delete", "ask.delete"))
    @rule(nth=NTH)
    def deletes(self, nth: int) -> None:
        self.press(nth, "home.delete", "ask.delete")

    @precondition(lambda self: self.visit.place.views.home(self.visit.person))
    @rule()
    def deletes_elsewhere(self) -> None:
        """In Home on another device, while a form may be open on this one."""
        home = shown(self.visit.place.views.home(self.visit.person))
        [control] = [c for c in screen.controls_of(home) if c.action == "home.delete"]
        self.run(self.visit.press(control))

    @precondition(lambda self: self.there())
    @rule(nth=NTH, option=NTH)
    def presses_anything(self, nth: int, option: int) -> None:
        self.press(nth, option=option)

    @precondition(lambda self: self.there())
    @rule(nth=NTH, options=st.tuples(NTH, NTH))
    def clicks_twice_at_once(self, nth: int, options: tuple[int, int]) -> None:
        control = pick(self.there(), nth)
        if control.action == "advice.next" and not self.faults_left:
            options = options[0], options[0]  # if both clicks meet a fault, either may count
        self.press_with(control, *options)


def pick(found: list[Found], nth: int) -> Found:
    return found[nth % len(found)]


def shown(screen: Found | None) -> Found:
    assert screen is not None
    return screen
