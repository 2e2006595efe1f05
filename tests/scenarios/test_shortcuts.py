"""Both shortcuts, signed, through the real app."""

import json

import pytest

from bot.advice.texts import FILLED_IN, NOTHING_FILLED_IN, NOTHING_READ
from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults, payloads
from localslack.models import Json, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def look_up(slack: LocalSlack, typed: str) -> list[dict[str, str]]:
    """The options for some letters: title and key."""
    ack = await slack.suggest(RECRUITER, shown(slack), "ask.entry", typed)
    assert ack.ok
    options = ack.json["options"]
    return [{"title": o["text"]["text"], "key": o["value"]} for o in options]


async def test_an_faq_is_looked_up_while_typing_and_shared(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    place = slack.workspace
    await slack.shortcut(RECRUITER, "ask.lookup")
    assert len(await look_up(slack, "")) == 20
    assert "faq/salary" in [option["key"] for option in await look_up(slack, "ear")]  # "earn"
    [chosen] = [o for o in await look_up(slack, "salary") if o["key"] == "faq/salary"]
    option = {"text": {"type": "plain_text", "text": chosen["title"]}, "value": chosen["key"]}
    await slack.submit(RECRUITER, shown(slack), {"ask.entry": option})
    assert "Pay varies by region" in json.dumps(shown(slack).blocks)
    for _ in range(2):
        values = {"share.channel": HIRING.id}
        await slack.submit(RECRUITER, shown(slack), values)
    posts = await place.changed(
        lambda: [m for m in place.messages if m.author == "app" and not m.is_ephemeral]
    )
    assert len(posts) == 1
    assert "Pay varies by region" in posts[0].text
    assert "You have shared this there already" in json.dumps(shown(slack).blocks)


async def test_strange_letters_get_options_or_none_and_no_error(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await slack.shortcut(RECRUITER, "ask.lookup")
    for typed in ("zzzz", "NOT (", '"*', "😀", "a" * 300, "<!channel>"):
        assert isinstance(await look_up(slack, typed), list)


async def test_a_messages_shortcut_opens_the_form(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    place = slack.workspace
    message = place.post(ENGINEERING, "We need somebody", [], author=LEAD.id)
    await slack.message_shortcut(RECRUITER, "advice.message", message)
    assert "Step 1 of 3" in json.dumps(shown(slack).blocks)


async def test_a_form_that_does_not_open_from_a_message_offers_a_button(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    place = slack.workspace
    message = place.post(ENGINEERING, "We need somebody", [], author=LEAD.id)
    place.faults.plan("views.open", faults.failing(500))
    await slack.message_shortcut(RECRUITER, "advice.message", message)
    told = await place.changed(
        lambda: [m for m in place.conversation(ENGINEERING, RECRUITER) if m.is_ephemeral]
    )
    assert "The form did not open" in told[-1].text


@pytest.mark.parametrize("key", ["faq/none", "<!channel>", "x" * 150, "NOT (", "delete my data"])
async def test_a_forged_choice_fails_nowhere_and_posts_nothing(
    slack: LocalSlack, rolefit: AppUnderTest, key: str
) -> None:
    await slack.shortcut(RECRUITER, "ask.lookup")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": key}
    assert (await slack.submit(RECRUITER, shown(slack), {"ask.entry": option})).ok
    assert "<!" not in json.dumps(shown(slack).blocks)
    assert "went wrong" not in json.dumps(shown(slack).blocks)
    assert "submit" not in shown(slack).given  # there is nothing to share


@pytest.mark.parametrize("held", ["", "x", "0123456789ab faq/schema-ownership", "0 <!channel>"])
async def test_a_forged_answer_is_shown_as_it_is_and_not_posted(
    slack: LocalSlack, rolefit: AppUnderTest, held: str
) -> None:
    await slack.shortcut(RECRUITER, "ask.lookup")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "faq/schema-ownership"}
    await slack.submit(RECRUITER, shown(slack), {"ask.entry": option})
    shown(slack).given["private_metadata"] = held
    ack = await slack.submit(RECRUITER, shown(slack), {"share.channel": HIRING.id})
    assert ack.ok
    assert "This has changed since you saw it" in json.dumps(shown(slack).blocks)
    assert "<!" not in json.dumps(shown(slack).blocks)
    await rolefit.stop()
    assert await rolefit.rows("select id from outbox") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("sch", "faq/schema-ownership"), ("who owns the sch", "faq/schema-ownership"),
     ("tri", "faq/trial-week"), ("wordpr", "faq/cms-roadmap")],
)  # fmt: skip
async def test_an_unfinished_word_finds_what_it_may_become(
    slack: LocalSlack, rolefit: AppUnderTest, typed: str, first: str
) -> None:
    await slack.shortcut(RECRUITER, "ask.lookup")
    assert (await look_up(slack, typed))[0]["key"] == first


BRIEF = "We run a WordPress site and it needs new pages and forms."
RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": BRIEF}]}],
}
SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": BRIEF}}
LINKED = {
    "type": "rich_text_section",
    "elements": [
        {"type": "text", "text": "We run our "},
        {"type": "link", "url": "https://acme.example", "text": "WordPress site"},
        {"type": "text", "text": " and it needs new pages and forms."},
    ],
}
SAYING: list[Json] = [
    {"text": BRIEF},
    {"text": "", "blocks": [RICH]},
    {"text": "Somebody has filled in a form", "blocks": [SECTION]},
    {"text": "", "attachments": [{"fallback": "[no preview available]", "text": BRIEF}]},
    {"text": "", "attachments": [{"is_share": True, "message_blocks": [
        {"team": "T1", "channel": "C1", "ts": "1.0", "message": {"blocks": [RICH]}}]}]},
    {"text": "", "files": [{"id": "F1", "title": BRIEF}]},
    {"text": "We run our <https://acme.example|WordPress site> and it needs new pages and forms."},
    {"text": "", "blocks": [{"type": "rich_text", "elements": [LINKED]}]},
]  # fmt: skip
SILENT: list[Json] = [
    {"text": ""},
    {"text": None},
    {"text": "<https://acme.example/wordpress-site>"},
    {"text": "<@U0LEAD>"},
    {"text": "", "blocks": [{"type": "divider"}, {"type": "image", "image_url": "x"}]},
    {"text": "", "files": [{"id": "F1", "mimetype": "image/png"}]},
    {"text": "", "attachments": [{"fallback": "[no preview available]"}]},
]


async def opened_on(slack: LocalSlack, monkeypatch: pytest.MonkeyPatch, message: Json) -> str:
    """The form that the shortcut opens on a message, as JSON."""
    whole = {"type": "message", "user": LEAD.id, "ts": "1700000000.000100", **message}
    with monkeypatch.context() as patch:
        patch.setattr(payloads, "message", lambda *_: whole)
        posted = slack.workspace.post(ENGINEERING, "-", author=LEAD.id)
        assert (await slack.message_shortcut(RECRUITER, "advice.message", posted)).ok
    form = json.dumps(shown(slack).given)
    await slack.close(RECRUITER, shown(slack), all_views=True)
    return form


async def test_all_that_a_message_shows_is_read(
    slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    for message in SAYING:
        form = await opened_on(slack, monkeypatch, message)
        assert FILLED_IN in form, message
        assert "WordPress site" in form
        assert "acme.example" not in form


async def test_where_nothing_can_be_read_it_is_said(
    slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    for message in SILENT:
        assert NOTHING_READ in await opened_on(slack, monkeypatch, message), message
    form = await opened_on(slack, monkeypatch, {"text": "Lunch?"})
    assert NOTHING_FILLED_IN in form
