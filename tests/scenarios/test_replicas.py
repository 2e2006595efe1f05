"""Several processes on one database: what one has begun another ends, and each thing once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import NamedTuple

import pytest

from bot.outbox import drain
from bot.state.drafts import read_draft
from bot.state.engine import open_state
from localslack.acknowledgement import Acknowledgement
from localslack.models import Message, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import Database, on_both, on_postgresql
from tests.support.packs import PackFolder
from tests.support.slack import ask, posts, told
from tests.support.small_questionnaire import LENGTH, QUESTION, SEATS
from tests.support.small_questionnaire import ask as ask_in_form
from tests.support.state import promise
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

pytestmark = over_http  # Slack reaches whoever a load balancer chooses

NEVER = 3600.0  # seconds
TIMES = 8  # so often two requests meet
SHARES = ["php vs backend", "php vs backend stack", "php"]

Request = Awaitable[Acknowledgement]


class Replicas(NamedTuple):
    """Two apps on one database, each with its own connections and its own drain."""

    slack: LocalSlack
    first: AppUnderTest
    second: AppUnderTest

    async def at_once(self, first: Request, second: Request) -> None:
        """Let each take a request, at the same time."""
        await asyncio.gather(self._send(self.first, first), self._send(self.second, second))

    async def _send(self, app: AppUnderTest, request: Request) -> Acknowledgement:
        self.slack.app_url = f"{app.address}/slack/events"  # which the request reads at once
        ack = await request
        assert ack.ok, ack.problems
        return ack

    async def stop(self) -> None:
        """Stop both: what they have begun is done then."""
        await self.first.stop()
        await self.second.stop()


@pytest.fixture
async def replicas(
    slack: LocalSlack, pack: PackFolder, database: Database, transport: str
) -> AsyncIterator[Replicas]:
    """Two replicas that serve."""
    ask_in_form(pack, QUESTION, SEATS, LENGTH)
    apps = [AppUnderTest(slack, database, [pack.path], transport) for _ in range(2)]
    for app in apps:
        await app.start()
    both = Replicas(slack, *apps)
    yield both
    await both.stop()


def texts(slack: LocalSlack) -> list[str]:
    return [post.text for post in posts(slack, ENGINEERING)]


@on_postgresql
async def test_what_a_replica_adds_and_cannot_post_another_is_told_of(
    slack: LocalSlack, rolefit: AppUnderTest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rolefit.stop()
    monkeypatch.setattr(drain, "IDLE_SECONDS", NEVER)  # it does not look by itself
    await rolefit.start()
    await promise(database, ENGINEERING.id, "first")
    await slack.workspace.changed(lambda: texts(slack) == ["first"])
    await promise(database, ENGINEERING.id, "second")
    await slack.workspace.changed(lambda: texts(slack) == ["first", "second"])


@on_both
async def test_a_double_click_on_share_posts_once(slack: LocalSlack, replicas: Replicas) -> None:
    private = [await ask(slack, text) for text in SHARES * TIMES]
    for message in private:
        presses = (slack.press(RECRUITER, message, "ask.share") for _ in range(2))
        await replicas.at_once(*presses)

    def refused() -> list[str]:
        return [text for text in told(slack) if "already" in text]

    await slack.workspace.changed(lambda: min(len(posts(slack)), len(refused())) >= len(private))
    await replicas.stop()
    assert len(posts(slack)) == len(refused()) == len(private)


@on_both
async def test_two_answers_in_a_form_are_both_kept(
    slack: LocalSlack, replicas: Replicas, database: Database
) -> None:
    state = await open_state(database.url)
    for number in range(TIMES):
        assert (await slack.command(RECRUITER, HIRING, "")).ok
        view = slack.workspace.views.top(RECRUITER)
        assert view is not None
        seats = ("one", "several")[number % 2]
        await replicas.at_once(
            choose(slack, view, "main-work", "inside"), choose(slack, view, "seats", seats)
        )
        draft = await read_draft(state, "T0LOCAL", RECRUITER.id)
        assert draft.answers == {"main-work": "inside", "seats": seats}
        await slack.close(RECRUITER, view)
    await state.close()


def choose(slack: LocalSlack, view: View, question: str, option: str) -> Request:
    ids = [block["block_id"] for block in view.blocks]
    [block_id] = [one for one in ids if one.partition("/")[0] == question]
    return slack.press(RECRUITER, view, "advice.answer", option=option, block_id=block_id)


@on_both
async def test_of_two_votes_the_last_is_kept(
    slack: LocalSlack, replicas: Replicas, database: Database
) -> None:
    for number in range(TIMES):
        message = await ask(slack, "who owns the database schema")
        votes = ["faq.helpful", "faq.not_helpful"][:: -1 if number % 2 else 1]
        await replicas.at_once(*(slack.press(RECRUITER, message, vote) for vote in votes))
        kept = await asyncio.to_thread(database.rows, "select helpful from feedback")
        assert [bool(helpful) for (helpful,) in kept] == [votes[1] == "faq.helpful"]


@on_postgresql
async def test_two_views_of_an_answer_leave_one_that_shares_what_it_shows(
    slack: LocalSlack, replicas: Replicas
) -> None:
    """Which of two is shown may be the older: a whole answer, of which nothing is lost."""
    message = await ask(slack, "php vs backend")
    options = [
        f"php-developer vs backend-developer {topic}" for topic in ("stack", "responsibilities")
    ]
    await replicas.at_once(*(switch(slack, message, option) for option in options))
    shown = message.text
    assert (await slack.press(RECRUITER, message, "ask.share")).ok
    await slack.workspace.changed(lambda: posts(slack))
    assert posts(slack)[0].text.partition("\n")[0] == shown.partition("\n")[0]


def switch(slack: LocalSlack, message: Message, option: str) -> Request:
    return slack.press(RECRUITER, message, "ask.switch", option=option)


@on_both
async def test_an_event_that_both_get_is_answered_once(
    slack: LocalSlack, replicas: Replicas
) -> None:
    place = slack.workspace
    for number in range(TIMES):
        asked = place.post(ENGINEERING, f"{slack.mark} php", author=RECRUITER.id)
        event = {"type": "app_mention", "user": RECRUITER.id, "channel": ENGINEERING.id,
                 "text": asked.text, "ts": asked.ts, "event_ts": asked.ts}  # fmt: skip
        again = slack.event(event), slack.event({**event, "edited": {"ts": asked.ts}})
        await replicas.at_once(*again)
        await place.changed(lambda: len(posts(slack, ENGINEERING)) > number)  # noqa: B023
    visits = (slack.open_home(LEAD, "messages") for _ in range(2))
    await replicas.at_once(*visits)
    await place.changed(lambda: told(slack, LEAD))
    await replicas.stop()
    assert len(posts(slack, ENGINEERING)) == TIMES
    assert len(told(slack, LEAD)) == 1
