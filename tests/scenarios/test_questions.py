"""What people ask with the command, and what they get."""

import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import action_ids, ask, button_texts, calls, elements, opened, without_ids
from tests.support.workspace import HIRING, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")


async def test_two_roles_are_compared_under_the_first_dimension(slack: LocalSlack) -> None:
    message = await ask(slack, "php vs backend")
    assert message.text.startswith("PHP developer vs Backend developer: Responsibilities")
    for words in ("One application. Ships templates", "Several services.", "keeps work from lying"):
        assert words in message.text
    assert "Source: Acme Research, 11 Feb 2026 (sells training)" in message.text
    assert action_ids(message) == ["ask.switch", "ask.share"]


async def test_the_answer_is_the_acknowledgement_and_calls_nothing(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await slack.workspace.changed(lambda: calls(slack, "auth.test"))
    slack.traffic.clear()
    await ask(slack, "php vs backend")
    await ask(slack, "who owns the database schema")
    await rolefit.stop()
    assert [exchange.sender for exchange in slack.traffic] == ["slack", "slack"]


@pytest.mark.parametrize(
    "text",
    [
        "php vs backend stack",
        "compare php backend stack",
        "PHP or the back-end: Stack!",
        "php versus backend sttack",
    ],
)
async def test_a_topic_chooses_the_dimension(slack: LocalSlack, text: str) -> None:
    message = await ask(slack, text)
    assert message.text.startswith("PHP developer vs Backend developer: Stack")
    menu = elements(message)[0]
    assert menu["initial_option"]["text"]["text"] == "Stack"


async def test_a_role_that_an_aspect_leaves_out_is_said_to_be_unsourced(slack: LocalSlack) -> None:
    message = await ask(slack, "api vs php")
    assert "Our sources don't say." in message.text
    assert "Guards them. Tests them." in message.text


async def test_a_role_alone_is_answered_with_its_entry(slack: LocalSlack) -> None:
    message = await ask(slack, "the PHP dev")
    assert message.text.startswith("PHP developer\nBuilds features inside one PHP codebase.")


@pytest.mark.parametrize(
    "text",
    ["who owns the database schema", "faq Who owns the database schema?", "faq/schema-ownership"],
)
async def test_a_question_is_answered_with_source_and_note(slack: LocalSlack, text: str) -> None:
    message = await ask(slack, text)
    assert message.text.startswith("Who owns the database schema?\nInside one application")
    assert "Editor's note, 5 Mar 2026: Two of our teams do it together." in message.text
    assert "Source: Acme Research, 11 Feb 2026 (sells training)" in message.text
    assert "“Essay on websites”" in message.text
    assert "we don't know" in message.text
    assert "ask.share" in action_ids(message)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("who runs schema migrations", "RoleFit's own rule"),
        ("do we offer a trial week", "Editor's note, not evidence"),
    ],
)
async def test_what_has_no_source_says_whose_word_it_is(
    slack: LocalSlack, text: str, label: str
) -> None:
    assert label in (await ask(slack, text)).text


async def test_keywords_find_an_entry_and_typos_are_repaired(slack: LocalSlack) -> None:
    for text in ("faq salary bands", "saalry bands", "compensation pay"):
        assert (await ask(slack, text)).text.startswith("Do backend developers earn more"), text


async def test_something_close_is_offered_as_buttons_and_not_as_the_answer(
    slack: LocalSlack,
) -> None:
    message = await ask(slack, "wordpress paints mars zeppelins")
    assert message.text.startswith("I have no direct answer")
    assert 1 <= len(button_texts(message)) <= 3
    assert "ask.share" not in action_ids(message)
    assert "ask.share" in action_ids(await opened(slack, message, "ask.open.0"))


async def test_a_near_match_opens_below_the_answer_and_takes_nothing_away(
    slack: LocalSlack,
) -> None:
    message = await ask(slack, "who owns the database schema")
    assert "Schema migrations" in button_texts(message)
    [button] = [e for e in elements(message) if e.get("value") == "faq/schema-migrations"]
    near = await opened(slack, message, button["action_id"])
    assert near.text.startswith("Who runs schema migrations?")


async def test_the_menu_switches_the_dimension_in_place(slack: LocalSlack) -> None:
    message = await ask(slack, "php vs backend")
    option = "php-developer vs backend-developer stack"
    ack = await slack.press(RECRUITER, message, "ask.switch", option=option)
    assert ack.body == b""
    assert message.text.startswith("PHP developer vs Backend developer: Stack")
    assert message.edits == 1
    assert elements(message)[0]["initial_option"]["value"] == option


async def test_a_menu_of_an_earlier_version_works_on(slack: LocalSlack) -> None:
    option = "php-developer vs backend-developer stack"
    menu = {**elements(await ask(slack, "php vs backend"))[0], "action_id": "compare.dimension"}
    old = slack.workspace.post(
        HIRING, "old", [{"type": "actions", "elements": [menu]}], visible_to=RECRUITER.id
    )
    await slack.press(RECRUITER, old, "compare.dimension", option=option)
    assert old.text.startswith("PHP developer vs Backend developer: Stack")


async def test_more_is_shown_in_place_and_leads_back(slack: LocalSlack) -> None:
    message = await ask(slack, "interview php")
    short = without_ids(message.blocks)
    assert "Tells what changed afterwards." not in message.text
    await slack.press(RECRUITER, message, "ask.switch")
    assert "Tells what changed afterwards." in message.text
    await slack.press(RECRUITER, message, "ask.switch")
    assert without_ids(message.blocks) == short
    assert message.edits == 2


@pytest.mark.parametrize("text", ["", "help", "HELP!", "?", "faq", "compare"])
async def test_help_has_examples_that_can_be_pressed(slack: LocalSlack, text: str) -> None:
    message = await ask(slack, text)
    assert message.text.startswith("Ask RoleFit")
    assert button_texts(message)[0] == "php vs backend"
    compared = await opened(slack, message, "ask.open.0")
    assert compared.text.startswith("PHP developer vs Backend developer")


async def test_an_unknown_role_is_named_beside_those_that_are_covered(slack: LocalSlack) -> None:
    message = await ask(slack, "php vs frontend")
    assert message.text.startswith("I don't cover that role")
    assert "“frontend”" in message.text
    for covered in ("PHP developer", "Backend developer", "API developer"):
        assert covered in message.text
    assert " vs " in (await opened(slack, message, "ask.open.0")).text.splitlines()[0]


@pytest.mark.parametrize("name", ["R&D", "C++", "Zoë’s team"])
async def test_an_unknown_role_is_named_as_the_person_wrote_it(
    slack: LocalSlack, name: str
) -> None:
    message = await ask(slack, f"php vs {name}")
    assert f"“{name.replace('&', '&amp;')}”" in message.text


async def test_what_slack_escapes_is_searched_as_the_person_wrote_it(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await ask(slack, "zeppelins & airships > cars")
    await rolefit.stop()
    assert await rolefit.rows("select question from unanswered") == [
        ("zeppelins & airships > cars",)
    ]


@pytest.mark.parametrize("text", ["should I hire this candidate?", "is she a good fit"])
async def test_people_are_not_judged_and_nothing_about_them_is_kept(
    slack: LocalSlack, rolefit: AppUnderTest, text: str
) -> None:
    message = await ask(slack, text)
    assert message.text.startswith("I advise on roles, not people")
    await rolefit.stop()
    assert await rolefit.rows("select * from unanswered") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("interview php", "Ask for a form that went wrong."),
        ("model", "Somebody on the payroll"),
        ("engagement/in-house", "No source says what it costs."),
        ("sources", "Tells the roles apart; names no figures."),
    ],
)
async def test_what_else_can_be_asked(slack: LocalSlack, text: str, words: str) -> None:
    message = await ask(slack, text)
    assert words in message.text
    assert "ask.share" in action_ids(message)


async def test_one_role_twice_asks_for_another(slack: LocalSlack) -> None:
    message = await ask(slack, "php vs laravel developer")
    assert message.text.startswith("That's one role twice\nBoth names mean PHP developer.")
