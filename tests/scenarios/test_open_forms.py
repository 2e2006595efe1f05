"""What may happen to a form while it is open: hours, another pack, two clicks, a closed laptop."""

import asyncio
import json
from typing import Any

import pytest

from localslack import faults
from localslack.models import View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import on_both
from tests.support.packs import PackFolder
from tests.support.slack import Clock, offered, posts, told
from tests.support.workspace import HIRING, LEAD, MANAGER, RECRUITER

pytestmark = pytest.mark.usefixtures("app")

DAY = 24 * 3600.0
# The answers alone: beside them stands which questionnaire they are to.
DRAFT = """select person, json_remove(answers, '$.""') from drafts order by person"""


def question(name: str, step: int, ask: str, *options: str) -> dict[str, Any]:
    """A question whose first option speaks for PHP, and its second for backend."""
    roles = ("php-developer", "backend-developer", "backend-developer")
    return {
        "id": name,
        "step": step,
        "kind": "work",
        "ask": ask,
        "why": "It tells the roles apart.",
        "options": [
            {
                "id": option,
                "text": option.title(),
                "points": {role: 3},
                "because": {role: "A source says so."},
                "citations": ["guide#scope"],
            }
            for option, role in zip(options, roles, strict=False)
        ],
    }


WORK = question("main-work", 1, "What is the work?", "inside", "between", "elsewhere")
ESTATE = question("estate", 1, "What is there?", "site", "services")
DATA = question("data", 2, "Whose data is it?", "ours", "shared")
FIRST = question("first", 3, "What hurts?", "pages", "systems")


@pytest.fixture
async def app(rolefit: AppUnderTest, pack: PackFolder) -> AppUnderTest:
    """RoleFit with a questionnaire of four questions."""
    await ask_instead(rolefit, pack, WORK, ESTATE, DATA, FIRST)
    return rolefit


async def ask_instead(app: AppUnderTest, pack: PackFolder, *questions: dict[str, Any]) -> None:
    """Serve the pack with these questions."""
    pack.write("questionnaire", list(questions))
    await app.restart()


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


def words(slack: LocalSlack) -> str:
    return json.dumps(shown(slack).blocks, ensure_ascii=False)


def alert(slack: LocalSlack) -> str:
    """What the form says above its questions."""
    first = shown(slack).blocks[0]
    return str(first["text"]["text"]) if first["type"] == "alert" else ""


def chosen(slack: LocalSlack) -> dict[str, str]:
    """What the person sees as chosen: question → option's text."""
    view = shown(slack)
    return {
        block["label"]["text"]: option["text"]["text"]
        for block in view.blocks
        if block["type"] == "input"
        and (
            option := view.state[block["block_id"]].get("advice.answer", {}).get("selected_option")
        )
    }


async def open_form(slack: LocalSlack) -> None:
    assert (await slack.command(RECRUITER, HIRING, "")).ok


async def choose(slack: LocalSlack, question: str, option: str) -> None:
    view = shown(slack)
    [block] = [b for b in view.blocks if b["type"] == "input" and b["label"]["text"] == question]
    ack = await slack.press(
        RECRUITER, view, "advice.answer", option=option, block_id=block["block_id"]
    )
    assert ack.ok


async def press(slack: LocalSlack, action_id: str) -> None:
    assert (await slack.press(RECRUITER, shown(slack), action_id)).ok


async def submit(slack: LocalSlack, values: dict[str, str] | None = None) -> None:
    assert (await slack.submit(RECRUITER, shown(slack), values)).ok


# Hours


async def test_a_form_that_was_open_for_a_day_still_works(
    slack: LocalSlack, app: AppUnderTest, clock: Clock
) -> None:
    await open_form(slack)
    await choose(slack, "What is the work?", "inside")
    clock.ahead = DAY
    await submit(slack, {"estate": "site"})
    assert "Step 2 of 3" in words(slack)
    clock.ahead = 2 * DAY
    await press(slack, "advice.now")
    assert "post a PHP developer" in words(slack)
    clock.ahead = 3 * DAY
    await submit(slack, {"share.channel": HIRING.id})
    [public] = await slack.workspace.changed(lambda: posts(slack))
    assert "post a PHP developer" in public.text


@on_both
async def test_a_draft_of_yesterday_is_offered(slack: LocalSlack, clock: Clock) -> None:
    await open_form(slack)
    await choose(slack, "What is the work?", "inside")
    await slack.close(RECRUITER, shown(slack))
    clock.ahead = DAY
    await open_form(slack)
    await offered(slack, "advice.resume")
    await press(slack, "advice.resume")
    assert chosen(slack) == {"What is the work?": "Inside"}


# Another pack


async def test_a_question_that_is_gone_is_named_and_the_other_answers_stay(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder
) -> None:
    await open_form(slack)
    await ask_instead(app, pack, WORK, DATA, FIRST)
    await submit(slack, {"main-work": "inside", "estate": "site"})
    assert alert(slack) == (
        "The questions have changed meanwhile. Your answers are kept, but not to: “What is there?”"
    )
    assert await app.rows(DRAFT) == [("U0RECRUITER", '{"main-work":"inside"}')]
    await press(slack, "advice.back")
    assert alert(slack) == ""
    assert chosen(slack) == {"What is the work?": "Inside"}


async def test_an_option_that_is_gone_leaves_its_question_open(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder
) -> None:
    await open_form(slack)
    await choose(slack, "What is the work?", "elsewhere")
    await submit(slack, {"estate": "site"})
    await choose(slack, "Whose data is it?", "ours")
    fewer = question("main-work", 1, "What is the work?", "inside", "between")
    await ask_instead(app, pack, fewer, ESTATE, DATA, FIRST)
    await press(slack, "advice.back")
    assert "but not to: “What is the work?”" in alert(slack)
    assert chosen(slack) == {"What is there?": "Site"}
    await choose(slack, "What is the work?", "inside")
    await submit(slack)
    assert chosen(slack) == {"Whose data is it?": "Ours"}


@pytest.mark.parametrize("action_id", ["advice.now", "advice.back", "advice.answer"])
async def test_a_question_of_another_step_is_named_after_its_id(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder, action_id: str
) -> None:
    await open_form(slack)
    await submit(slack, {"main-work": "inside", "estate": "site"})
    await ask_instead(app, pack, ESTATE, DATA, FIRST)
    if action_id == "advice.answer":  # says nothing by itself: the form stays as it is
        await choose(slack, "Whose data is it?", "ours")
        action_id = "advice.now"
    await press(slack, action_id)
    assert "Your answers are kept, but not to: “main work”" in words(slack)


async def test_advice_that_was_made_of_another_pack_is_shown_anew(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder
) -> None:
    await open_form(slack)
    await submit(slack, {"main-work": "inside", "estate": "site"})
    await press(slack, "advice.now")
    await ask_instead(app, pack, WORK, DATA, FIRST)
    await submit(slack, {"share.channel": HIRING.id})
    assert "This has changed since you saw it" in words(slack)
    assert "but not to: “estate”" in words(slack)
    assert posts(slack) == []
    await submit(slack)
    await slack.workspace.changed(lambda: posts(slack))


async def test_a_pack_without_questions_leaves_a_form_that_can_be_closed(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder
) -> None:
    await open_form(slack)
    (pack.path / "questionnaire.yaml").unlink()
    await app.restart()
    await submit(slack, {"main-work": "inside"})
    assert "Nothing was changed" in alert(slack)
    assert "went wrong" not in words(slack)
    await slack.close(RECRUITER, shown(slack))
    assert await app.rows(DRAFT) == []


async def test_a_draft_of_another_pack_is_resumed_as_far_as_it_goes(
    slack: LocalSlack, app: AppUnderTest, pack: PackFolder
) -> None:
    await open_form(slack)
    await submit(slack, {"main-work": "inside", "estate": "site"})
    await slack.close(RECRUITER, shown(slack))
    await ask_instead(app, pack, WORK, DATA, FIRST)
    await open_form(slack)
    await offered(slack, "advice.resume")
    await press(slack, "advice.resume")
    assert chosen(slack) == {"What is the work?": "Inside"}
    assert "Your earlier answers are filled in" in alert(slack)
    assert "but not to: “estate”" in alert(slack)
    await slack.close(RECRUITER, shown(slack))
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    await slack.press(RECRUITER, home, "home.resume")
    assert chosen(slack) == {"What is the work?": "Inside"}


# Clicks


async def test_a_step_that_is_submitted_twice_leads_to_the_next_step_once(
    slack: LocalSlack, app: AppUnderTest
) -> None:
    await open_form(slack)
    view, person = shown(slack), RECRUITER
    slack.fill(person, view, {"main-work": "inside"})
    acks = await asyncio.gather(*(slack.submit(person, view) for _ in range(2)))
    assert all(ack.ok for ack in acks)
    assert "Step 2 of 3" in words(slack)
    assert await app.rows(DRAFT) == [("U0RECRUITER", '{"main-work":"inside"}')]


async def test_two_people_fill_in_the_form_of_one_message(
    slack: LocalSlack, app: AppUnderTest
) -> None:
    place = slack.workspace
    await open_form(slack)
    await submit(slack, {"main-work": "inside"})
    await press(slack, "advice.now")
    await submit(slack, {"share.channel": HIRING.id})
    [public] = await place.changed(lambda: posts(slack))
    people = (MANAGER, LEAD)
    await asyncio.gather(*(slack.press(person, public, "advice.open") for person in people))
    for person, option in zip(people, ("inside", "between"), strict=True):
        view = place.views.top(person)
        assert view is not None
        await slack.press(person, view, "advice.answer", option=option, block_id="main-work")
    assert await app.rows(DRAFT) == [
        ("U0LEAD", '{"main-work":"between"}'),
        ("U0MANAGER", '{"main-work":"inside"}'),
        ("U0RECRUITER", '{"main-work":"inside"}'),
    ]
    assert public.edits == 0


# A closed laptop


async def test_what_was_chosen_before_the_form_was_closed_in_the_midst_is_offered_again(
    slack: LocalSlack, app: AppUnderTest
) -> None:
    await open_form(slack)
    await submit(slack, {"main-work": "inside"})
    await choose(slack, "Whose data is it?", "shared")
    await slack.close(RECRUITER, shown(slack), all_views=True)
    await open_form(slack)
    await offered(slack, "advice.resume")
    await press(slack, "advice.resume")
    assert chosen(slack) == {"What is the work?": "Inside"}
    await submit(slack)
    assert chosen(slack) == {"Whose data is it?": "Shared"}
    await press(slack, "advice.back")
    assert chosen(slack) == {"What is the work?": "Inside"}


# Slack slow, busy or away


@pytest.mark.parametrize(
    ("action_id", "fault"),
    [("advice.back", faults.rate_limited(30)), ("advice.now", faults.hanging(20))],
    ids=["busy", "hanging"],
)
async def test_a_view_that_slack_does_not_replace_is_told_and_keeps_all_answers(
    slack: LocalSlack, app: AppUnderTest, action_id: str, fault: faults.Fault
) -> None:
    await open_form(slack)
    await submit(slack, {"main-work": "inside"})
    slack.fill(RECRUITER, shown(slack), {"data": "ours"})
    slack.workspace.faults.plan("views.update", fault)
    ack = await slack.press(RECRUITER, shown(slack), action_id)
    assert ack.ok
    await slack.workspace.changed(lambda: told(slack))
    assert await app.rows(DRAFT) == [("U0RECRUITER", '{"main-work":"inside","data":"ours"}')]
    assert chosen(slack) == {"Whose data is it?": "Ours"}
    await press(slack, action_id)
    assert "Step 2 of 3" not in words(slack)


async def test_a_slow_slack_replaces_the_view_in_time(slack: LocalSlack) -> None:
    await open_form(slack)
    slack.workspace.faults.plan("views.update", faults.hanging(0.5, done_first=True))
    await press(slack, "advice.now")
    assert "don't point to a role yet" in words(slack)


@pytest.mark.parametrize("error", ["hash_conflict", "not_found"])
async def test_a_form_that_has_moved_on_or_was_closed_is_no_fault(
    slack: LocalSlack, error: str
) -> None:
    await open_form(slack)
    slack.workspace.faults.plan("views.update", faults.refusing(error))
    await press(slack, "advice.now")


# Forgery


@pytest.mark.parametrize(
    "held",
    [
        "no json",
        "[]",
        '{"step": [2], "answers": [["main-work", "inside"]]}',
        '{"step": 9, "answers": {"main-work": ["inside"], "data": {}, "x": "<!channel>"}}',
        '{"step": 1, "answers": {"main-work": null}, "person": "U0LEAD", "team": "T0OTHER"}',
    ],
)
async def test_a_forged_form_fails_nowhere_and_changes_nothing_of_others(
    slack: LocalSlack, app: AppUnderTest, held: str
) -> None:
    await app.rows(
        "insert into drafts (workspace, person, answers, updated_at)"
        " values ('T0LOCAL', 'U0LEAD', '{\"data\":\"ours\"}', 9e9)"
    )
    for action_id in ("advice.now", "advice.answer", "advice.resume", "advice.answer"):
        await open_form(slack)
        if action_id == "advice.resume":  # something of their own is kept, and then it is not
            await offered(slack, action_id)
            await app.rows("delete from drafts where person = 'U0RECRUITER'")
        shown(slack).given["private_metadata"] = held
        if action_id == "advice.answer":
            await choose(slack, "What is there?", "site")
        else:
            await press(slack, action_id)
        assert "Ours" not in chosen(slack).values()
        assert "<!" not in words(slack).replace("“<!channel>”", "")
    assert await app.rows(DRAFT) == [
        ("U0LEAD", '{"data":"ours"}'),
        ("U0RECRUITER", '{"estate":"site"}'),
    ]
