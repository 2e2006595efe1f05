"""A state that cannot be written: told in time, nothing lost, no restart needed."""

import asyncio
import json
import logging
import sqlite3
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import Engine, event

from bot import app
from bot.outbox import drain
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.faults import RESPONSE_URL, failing, hanging, rate_limited
from localslack.models import View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import WORDS_WHEN_LOCKED, on_both
from tests.support.slack import LONGEST_WAIT, ask, posts, responses, share, told
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

NOT_SAVED = "RoleFit cannot save anything just now, so nothing was posted or changed."


@pytest.fixture(autouse=True)
def quick_drain(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the state looks again soon."""
    monkeypatch.setattr(drain, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(drain, "NOTE_SECONDS", 0.05)


@pytest.fixture
async def driver(rolefit: AppUnderTest) -> sqlite3.Connection:
    """The app's own connection to its state."""
    made: list[sqlite3.Connection] = []

    def note(connection: sqlite3.Connection, _record: object) -> None:
        made.append(connection)

    event.listen(Engine, "connect", note)
    await rolefit.restart()
    event.remove(Engine, "connect", note)
    return made[-1]


async def until_logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            if words in caplog.text:
                return
            await asyncio.sleep(0.01)


@on_both
async def test_share_is_told_while_another_program_writes_and_works_afterwards(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await ask(slack, "php vs backend")
    with rolefit.database.write_locked():
        await share(slack, private)  # acknowledged, while the lock is held
        [_, words] = told(slack)
        assert words.startswith(NOT_SAVED)
        assert "Press again in a minute." in words
        assert (await ask(slack, "php")).text.startswith("PHP developer")
    assert posts(slack) == []
    await share(slack, private)
    await slack.workspace.changed(lambda: posts(slack))
    assert len(posts(slack)) == 1


@on_both
async def test_a_modal_that_shares_says_so_and_keeps_what_it_shows(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    await slack.shortcut(RECRUITER, "ask.lookup")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "faq/schema-ownership"}
    await slack.submit(RECRUITER, shown(slack), {"ask.entry": option})
    with rolefit.database.write_locked():
        ack = await slack.submit(RECRUITER, shown(slack), {"share.channel": ENGINEERING.id})
    assert ack.ok
    assert NOT_SAVED in json.dumps(shown(slack).blocks)
    assert posts(slack, ENGINEERING) == []
    assert (await slack.submit(RECRUITER, shown(slack), {"share.channel": ENGINEERING.id})).ok
    await place.changed(lambda: posts(slack, ENGINEERING))


@on_both
@over_http  # over sockets there is no acknowledgement to look at
async def test_a_mention_is_left_to_slack_which_sends_it_again(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    with rolefit.database.write_locked():
        ack = await slack.mention(RECRUITER, ENGINEERING, "php")
        assert ack.status == 500
    slack.take_problems()
    for _ in range(2):
        assert (await slack.deliver_again(ack.request)).ok
    await place.changed(lambda: posts(slack, ENGINEERING))
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == 1


@on_both
async def test_many_presses_at_once_are_all_told_and_logged_once(
    slack: LocalSlack, rolefit: AppUnderTest, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    locked = f"the state cannot be used, and is tried again: {WORDS_WHEN_LOCKED[kind]}"
    answers = [await ask(slack, text) for text in ("php", "backend", "php vs backend") * 3]
    caplog.set_level(logging.INFO, "bot")
    with rolefit.database.write_locked():
        await until_logged(caplog, locked)  # the outbox waits for the lock, too
        await asyncio.gather(*(share(slack, answer) for answer in answers))
        assert sum(text.startswith(NOT_SAVED) for text in told(slack)) == len(answers)
    await until_logged(caplog, "the state can be used again")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    failed, again = ours[:-1], ours[-1]
    assert again == "the state can be used again"
    assert failed[0] == locked
    # a busy database refuses in two ways: a line for each, however many presses there were
    assert len(failed) == len({*failed}) <= 2


@on_both
async def test_what_was_posted_while_the_state_was_locked_is_not_posted_again(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drain, "NOTE_SECONDS", 0.5)  # others may take it first
    caplog.set_level(logging.INFO, "bot")
    place = slack.workspace
    first, second = await ask(slack, "php"), await ask(slack, "backend")
    place.faults.plan(RESPONSE_URL, hanging(0.3, done_first=True))
    await share(slack, first)
    await place.changed(lambda: posts(slack))
    with rolefit.database.write_locked() as run:  # for so long that its lease runs out
        run("update outbox set leased_until = 1")
        await place.changed(lambda: responses(slack))
        await share(slack, second)
        assert told(slack)[-1].startswith(NOT_SAVED)  # so it was for who posted the first
    await until_logged(caplog, "the state can be used again")
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            if not await rolefit.rows("select 1 from outbox where done_at is null"):
                break
            await asyncio.sleep(0.01)
    await rolefit.stop()
    assert len(posts(slack)) == 1


@on_both
@over_http  # once acknowledged, the outbox knows no transport
@pytest.mark.parametrize("doing", ["update of done_at", "delete"], ids=["posted", "given up"])
async def test_what_came_of_a_post_is_noted_whatever_keeps_it_from_being_noted(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, doing: str
) -> None:
    rolefit.database.refuse(doing, "outbox", "unforeseen")
    place = slack.workspace
    if doing == "delete":
        place.faults.plan(RESPONSE_URL, failing(500, done_first=True))
    await share(slack, await ask(slack, "php"))
    await until_logged(caplog, "what came of a message is not noted yet")
    for _ in range(5):
        await rolefit.rows("update outbox set leased_until = 1")  # anybody may take it
        await asyncio.sleep(0.1)
    rolefit.database.refuse_no_more("outbox")
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            if not await rolefit.rows("select 1 from outbox where done_at is null"):
                break
            await asyncio.sleep(0.01)
    await rolefit.stop()
    assert len(posts(slack)) == 1
    assert bool(told(slack)[1:]) is (doing == "delete")


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


@on_both
async def test_a_form_goes_on_without_its_draft_and_says_so(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    await slack.command(RECRUITER, HIRING, "")
    with rolefit.database.write_locked():
        view = shown(slack)
        assert (
            await slack.submit(RECRUITER, view, {"main-work": "web-features", "estate": "cms"})
        ).ok
        assert "Step 2 of 3" in json.dumps(shown(slack).blocks)
        assert "could not be saved just now" in json.dumps(shown(slack).blocks)
        assert (await slack.press(RECRUITER, shown(slack), "advice.now")).ok
        assert "Post a PHP developer" in json.dumps(shown(slack).blocks)
    assert await rolefit.rows("select * from drafts") == []
    assert (await slack.press(RECRUITER, shown(slack), "advice.change")).ok
    assert (await slack.press(RECRUITER, shown(slack), "advice.now")).ok
    assert "could not be saved" not in json.dumps(shown(slack).blocks)
    [(answers,)] = await rolefit.rows("select answers from drafts")
    assert json.loads(answers) == {
        "": "php-or-backend", "main-work": "web-features", "estate": "cms"
    }  # fmt: skip


@on_both
async def test_an_answer_on_the_card_goes_on_without_its_draft_and_says_so(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    await slack.command(RECRUITER, HIRING, "")
    await slack.submit(RECRUITER, shown(slack), {"main-work": "web-features", "estate": "cms"})
    await slack.press(RECRUITER, shown(slack), "advice.now")
    with rolefit.database.write_locked():
        card = shown(slack)
        ack = await slack.press(RECRUITER, card, "advice.next", option="contracts", block_id="apis")
        assert ack.ok
        await slack.workspace.changed(
            lambda: "could not be saved just now" in json.dumps(shown(slack).blocks)
        )
        assert "Two jobs" in json.dumps(shown(slack).blocks)
    assert (await slack.press(RECRUITER, shown(slack), "advice.change")).ok
    assert (await slack.press(RECRUITER, shown(slack), "advice.now")).ok
    [(answers,)] = await rolefit.rows("select answers from drafts")
    assert json.loads(answers)["apis"] == "contracts"


@pytest.mark.parametrize(
    ("fault", "mend"),
    [("max_page_count = 1", "max_page_count = 100000"), ("query_only = on", "query_only = off")],
    ids=["full", "read-only"],
)
async def test_a_disk_that_takes_nothing_is_told_and_recovered_from_without_a_restart(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    driver: sqlite3.Connection,
    fault: str,
    mend: str,
) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, rate_limited(1))
    await share(slack, await ask(slack, "backend"))  # acknowledged before: it must not be lost
    await place.changed(lambda: any(e.status == 429 for e in slack.traffic))
    private = await ask(slack, "php vs backend")
    driver.execute(f"PRAGMA {fault}")
    await share(slack, private)
    assert told(slack)[-1].startswith(NOT_SAVED)
    assert (await ask(slack, "php")).text.startswith("PHP developer")
    driver.execute(f"PRAGMA {mend}")
    await share(slack, private)
    await place.changed(lambda: len(posts(slack)) == 2)
    await rolefit.stop()
    assert len(posts(slack)) == 2


@pytest.mark.parametrize("what", ["deleted", "replaced"])
async def test_a_state_that_is_gone_is_noticed_and_nothing_more_is_promised(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    what: str,
) -> None:
    monkeypatch.setattr(app, "STATE_SECONDS", 0.02)
    await rolefit.restart()
    private = await ask(slack, "php vs backend")
    assert await ready(rolefit) == (200, "ready")
    if what == "replaced":
        other = tmp_path / "other.db"
        sqlite3.connect(other).close()
        other.touch()
        other.replace(rolefit.state_file)
    else:
        rolefit.state_file.unlink()
    await until_logged(caplog, "the state is lost: its file was deleted or replaced")
    assert await ready(rolefit) == (503, "the state file was deleted or replaced")
    await share(slack, private)
    assert told(slack)[-1].startswith(NOT_SAVED)
    assert (await ask(slack, "php")).text.startswith("PHP developer")
    await rolefit.stop()
    assert posts(slack) == []
    assert caplog.text.count("the state is lost") == 1


async def ready(rolefit: AppUnderTest) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{rolefit.address}/readyz") as answer,
    ):
        return answer.status, await answer.text()


@on_both
async def test_deleting_my_data_takes_what_waits_to_be_posted_along(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, rate_limited(600))
    await share(slack, await ask(slack, "php"))
    await place.changed(lambda: any(e.status == 429 for e in slack.traffic))
    await slack.mention(LEAD, ENGINEERING, "backend")
    await place.changed(lambda: posts(slack, ENGINEERING))
    asked = await ask(slack, "delete my data")
    assert "What you share, or ask in a channel" in asked.text
    assert (await slack.press(RECRUITER, asked, "ask.delete")).ok
    assert {person for (person,) in await rolefit.rows("select person from outbox")} == {"U0LEAD"}
    assert posts(slack) == []
