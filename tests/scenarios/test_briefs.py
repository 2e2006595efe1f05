"""A situation in free text: read, quoted to whoever wrote it, and kept nowhere."""

import json

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.models import Message, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import action_ids, ask, button_texts, calls, elements, posts, share
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

pytestmark = pytest.mark.usefixtures("app")

BRIEF = (
    "Our zebra WordPress magazine has landing pages. The hire builds new pages and forms. "
    "They work with the content team every day. Two weeks of work, then it is done. "
    "Someone suggested Kafka."
)
QUOTES = ("pages and forms", "content team", "Two weeks of work")
SECRET = "zebra"  # stands in the brief, and in nothing that RoleFit says of its own


@pytest.fixture
async def app(rolefit: AppUnderTest) -> AppUnderTest:
    await rolefit.restart(packs=[DEFAULT_PACK])
    return rolefit


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


def inputs(view: View) -> dict[str, tuple[str | None, str]]:
    """What each question of a step shows as chosen, and its hint."""
    return {
        block["block_id"]: (
            block["element"].get("initial_option", {}).get("value"),
            block["hint"]["text"],
        )
        for block in view.blocks
        if block["type"] == "input"
    }


async def press_form(slack: LocalSlack, message: Message) -> View:
    ack = await slack.press(RECRUITER, message, "advice.open")
    assert ack.ok, ack.problems
    return shown(slack)


async def from_message(slack: LocalSlack, text: str) -> View:
    place = slack.workspace
    message = place.post(ENGINEERING, text, [], author=LEAD.id)
    ack = await slack.message_shortcut(RECRUITER, "advice.message", message)
    assert ack.ok, ack.problems
    return shown(slack)


async def stored(app: AppUnderTest) -> str:
    tables = await app.rows("select name from sqlite_master where type = 'table'")
    return str([await app.rows(f"select * from {name}") for (name,) in tables])


async def test_a_brief_is_answered_in_the_acknowledgement_with_quotes(slack: LocalSlack) -> None:
    ack = await slack.command(RECRUITER, HIRING, f"advise {BRIEF}")
    assert ack.message is not None
    assert not slack.traffic or not calls(slack, "views.open")
    for part in (*QUOTES, "What I understood", "Take on a PHP developer", "Open the form"):
        assert part in ack.message.text, part
    assert "Kafka" not in ack.message.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("WordPress site, new marketplace with partner APIs", "How many separate jobs"),
        ("senior dev asap", "What should this hire change"),
    ],
)
async def test_the_card_names_the_question_to_settle_next(
    slack: LocalSlack, text: str, question: str
) -> None:
    private = await ask(slack, f"advise {text}")
    assert f"Next to settle: {question}" in private.text


async def test_the_form_opens_with_what_the_brief_says_and_quotes_it(slack: LocalSlack) -> None:
    view = await press_form(slack, await ask(slack, f"advise {BRIEF}"))
    found = inputs(view)
    assert found["estate"][0] == "cms"
    assert found["estate"][1].startswith("Filled in from the message: “Our zebra WordPress")
    assert "“They work with the content team every day.”" in found["partners"][1]
    assert found["seats"][0] is None
    assert "Filled in" not in found["seats"][1]
    for _ in range(2):
        await slack.submit(RECRUITER, shown(slack))
    assert "“Two weeks of work”" in inputs(shown(slack))["length"][1]


async def test_a_changed_answer_is_quoted_no_more(slack: LocalSlack) -> None:
    await press_form(slack, await ask(slack, f"advise {BRIEF}"))
    await slack.press(RECRUITER, shown(slack), "advice.answer", option="php-app", block_id="estate")
    await slack.submit(RECRUITER, shown(slack))
    await slack.press(RECRUITER, shown(slack), "advice.back")
    chosen, hint = inputs(shown(slack))["estate"]
    assert chosen == "php-app"
    assert "Filled in" not in hint
    assert "Filled in" in inputs(shown(slack))["partners"][1]


async def test_nothing_of_a_brief_is_kept_shared_or_logged(
    slack: LocalSlack, app: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    place = slack.workspace
    brief = BRIEF.replace("content team", f"{SECRET} content team")
    private = await ask(slack, f"advise {brief}")
    await share(slack, private)
    [post] = await place.changed(lambda: posts(slack))
    await press_form(slack, private)
    await slack.press(RECRUITER, shown(slack), "advice.answer", option="one", block_id="seats")
    await slack.press(RECRUITER, shown(slack), "advice.now")
    await slack.submit(RECRUITER, shown(slack), {"share.channel": ENGINEERING.id})
    [other] = await place.changed(lambda: posts(slack, ENGINEERING))
    kept = await stored(app)
    assert "web-features" in kept
    for quote in (SECRET, *QUOTES):
        for message in (post, other):
            assert quote not in json.dumps([message.text, message.blocks], ensure_ascii=False)
        assert quote not in kept
        assert quote not in caplog.text


async def test_a_shared_brief_can_be_read_again_without_its_words(slack: LocalSlack) -> None:
    await share(slack, await ask(slack, f"advise {BRIEF}"))
    [post] = await slack.workspace.changed(lambda: posts(slack))
    assert button_texts(post) == ["See it privately"]
    [value] = [element["value"] for element in elements(post)]
    assert value.startswith("advice php-or-backend main-work=web-features estate=cms")
    await slack.press(LEAD, post, "ask.open.0")


async def test_a_mention_that_tells_of_work_gets_public_advice_without_quotes(
    slack: LocalSlack, app: AppUnderTest
) -> None:
    place = slack.workspace
    await slack.mention(RECRUITER, ENGINEERING, f"<@{place.app.bot_id}> {BRIEF}")
    [post] = await place.changed(lambda: posts(slack, ENGINEERING))
    said = json.dumps([post.text, post.blocks], ensure_ascii=False)
    assert "Take on a PHP developer" in said
    assert not [quote for quote in (SECRET, *QUOTES) if quote in said]
    assert not [quote for quote in (SECRET, *QUOTES) if quote in await stored(app)]
    assert "advice.open" in action_ids(post)
    view = await press_form(slack, post)
    assert inputs(view)["estate"][0] == "cms"
    assert "Filled in" not in inputs(view)["estate"][1]


@pytest.mark.parametrize(
    "text",
    ["Which role fits a CMS-heavy roadmap?", "php vs backend", "slow pages in WordPress plugins?"],
)
async def test_a_question_stays_a_question(slack: LocalSlack, text: str) -> None:
    place = slack.workspace
    await slack.mention(RECRUITER, ENGINEERING, f"<@{place.app.bot_id}> {text}")
    [post] = await place.changed(lambda: posts(slack, ENGINEERING))
    assert "You said" not in post.text


async def test_a_message_fills_the_form_in(slack: LocalSlack, app: AppUnderTest) -> None:
    await from_message(slack, f"<@{RECRUITER.id}> {BRIEF}")
    assert inputs(shown(slack))["main-work"][0] == "web-features"
    assert "“The hire builds new pages and forms.”" in inputs(shown(slack))["main-work"][1]
    assert "What the message says is filled in" in json.dumps(shown(slack).blocks)
    assert SECRET not in await stored(app)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Lunch?", "answers none of these questions"),
        ("Is she a good fit for WordPress?", "I advise on roles, not people"),
    ],
)
async def test_a_message_that_says_nothing_of_the_job(
    slack: LocalSlack, text: str, notice: str
) -> None:
    await from_message(slack, text)
    assert notice in json.dumps(shown(slack).blocks)
    assert {chosen for chosen, _ in inputs(shown(slack)).values()} == {None}


async def test_a_form_that_did_not_open_is_filled_in_later_without_quotes(
    slack: LocalSlack, app: AppUnderTest
) -> None:
    place = slack.workspace
    private = await ask(slack, f"advise {BRIEF}")
    place.faults.plan("views.open", faults.failing(500))
    await slack.press(RECRUITER, private, "advice.open")
    told = await place.changed(
        lambda: [m for m in place.conversation(HIRING, RECRUITER) if m is not private]
    )
    assert not [quote for quote in QUOTES if quote in await stored(app)]
    chosen, hint = inputs(await press_form(slack, told[-1]))["estate"]
    assert chosen == "cms"
    assert "Filled in" not in hint


async def test_advise_alone_opens_the_empty_form(slack: LocalSlack) -> None:
    ack = await slack.command(RECRUITER, HIRING, " Advise ")
    assert (ack.status, ack.body) == (200, b"")
    assert {chosen for chosen, _ in inputs(shown(slack)).values()} == {None}


async def test_a_brief_that_says_nothing_offers_the_form(slack: LocalSlack) -> None:
    message = await ask(slack, "advise we need somebody nice")
    assert "I found nothing in your text" in message.text
    assert "advice.open" in action_ids(message)
    assert "ask.share" not in action_ids(message)


async def test_a_brief_about_a_person_is_not_read(slack: LocalSlack) -> None:
    message = await ask(slack, "advise should I hire her, she is 50 years old and knows WordPress")
    assert message.text.startswith("I advise on roles, not people")


@pytest.mark.parametrize("sign", ["\"\\'", "é", "😀", "<&>", "\u202e"])
async def test_all_questions_answered_at_length_fit_into_button_and_form(
    slack: LocalSlack, sign: str
) -> None:
    said = "Forms and templates for our WordPress site", "Our pages are slow", "Exactly one seat"
    text = ". ".join(f"{words} {sign * 12} {sign * 12}" for words in said)
    more = "Our editors want new blocks every week. They may live anywhere. It takes two weeks."
    view = await press_form(slack, await ask(slack, f"advise {text}. {more}"))
    assert inputs(view)["estate"][0] is not None
    await slack.close(RECRUITER, view)
    view = await from_message(slack, f"{text}. {more}")
    assert inputs(view)["estate"][0] is not None
