"""A tour of everything that RoleFit shows and posts, to see all that it sends to Slack."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import bot
from localslack import faults
from localslack.block_kit.interactive import each_element
from localslack.models import Exchange, Json, Surface, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import ask
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

TEXTS = (
    "php vs backend", "api vs php stack", "php", "interview php", "who owns the schema",
    "faq salary", "zeppelins", "wordpress paints mars zeppelins",
    "php vs rust", "php vs php", "php vs", "model", "engagement/in-house", "sources", "help",
    "privacy", "delete my data", "should I hire this candidate", "and for the second one?",
    "advise we run a Laravel shop and want one owner for it",
    "kickoff php-or-backend main-work=web-features estate=cms", "sheet interview/php-developer",
)  # fmt: skip
BRIEF = "We run a Laravel shop, and nobody owns the contracts between our services."
STEPS = 3
ANSWERED = {"main-work": "web-features", "estate": "cms"}
WAITING = "outbox where done_at is null"
OLD_BUTTONS = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Old"},
            "action_id": "advice.gone",
        }
    ],
}
ID = re.compile(r'^[A-Z_]+ = "([a-z]+\.[a-z_]+)"', re.MULTILINE)

Show = Callable[[], Awaitable[Surface]]


async def tour(slack: LocalSlack, app: AppUnderTest) -> list[Json]:
    """Everything that the app sends to somebody who does everything; it is stopped at the end."""
    home: Show = partial(_home, slack)
    answers: list[Show] = [partial(ask, slack, text) for text in TEXTS]
    steps: list[Show] = [partial(_step, slack, passed) for passed in range(STEPS + 1)]
    for show in (home, *answers, *steps, home):
        await _press_everything(slack, show)
    for text in TEXTS:
        await slack.mention(RECRUITER, ENGINEERING, text)
    await slack.open_home(RECRUITER, "messages")
    await _share_from_modals(slack)
    await _say_what_is_missing(slack)
    await _open_on_messages(slack)
    await _meet_faults(slack, app)
    await app.stop()
    assert len(slack.traffic) != slack.traffic.maxlen  # nothing is forgotten
    return list(emitted(slack.traffic))


def ids_of_controls() -> set[str]:
    """The ids of all that people press and submit, as the app's modules name them."""
    modules = Path(bot.__file__).parent.rglob("*.py")
    return {found for module in modules for found in ID.findall(module.read_text())}


def emitted(traffic: Iterable[Exchange]) -> Iterator[Json]:
    """The messages, views and options in what the app has answered and called, each once."""
    seen = set()
    for exchange in traffic:
        sent = exchange.request if exchange.sender == "app" else exchange.response
        if not isinstance(sent, dict):
            continue
        payload = sent.get("view", sent)
        written = json.dumps(payload)
        if written not in seen and payload.keys() & {"blocks", "text", "options"}:
            seen.add(written)
            yield payload


async def _press_everything(slack: LocalSlack, show: Show) -> None:
    """Press each button and choose from each menu of a screen, which is shown anew for each."""
    for number, _ in enumerate(each_element((await show()).blocks)):
        screen = await show()
        block, element = list(each_element(screen.blocks))[number]
        options = [option["value"] for option in element.get("options", [])]
        if element["type"] in ("button", "static_select"):
            await slack.press(
                RECRUITER,
                screen,
                element["action_id"],
                block_id=block["block_id"],
                value=element.get("value"),
                option=options[-1] if options else None,
            )
        await _close(slack)


async def _close(slack: LocalSlack) -> None:
    if view := slack.workspace.views.top(RECRUITER):
        await slack.close(RECRUITER, view, all_views=True)


def _open_view(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def _home(slack: LocalSlack) -> View:
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    return home


async def _step(slack: LocalSlack, passed: int) -> View:
    """The form after some of its steps: at the end, the advice."""
    await _close(slack)
    await slack.command(RECRUITER, HIRING)
    values: Mapping[str, str] = ANSWERED
    for _ in range(passed):
        await slack.submit(RECRUITER, _open_view(slack), dict(values))
        values = {}
    return _open_view(slack)


async def _share_from_modals(slack: LocalSlack) -> None:
    """Twice each: an advice, and an answer that was looked up."""
    await _step(slack, STEPS)
    for _ in range(2):
        await slack.submit(RECRUITER, _open_view(slack), {"share.channel": HIRING.id})
    await _close(slack)
    await slack.shortcut(RECRUITER, "ask.lookup")
    for letters in ("", "sch"):
        ack = await slack.suggest(RECRUITER, _open_view(slack), "ask.entry", letters)
    await slack.submit(RECRUITER, _open_view(slack), {"ask.entry": ack.json["options"][0]})
    for _ in range(2):
        await slack.submit(RECRUITER, _open_view(slack), {"share.channel": HIRING.id})
    await _close(slack)


async def _say_what_is_missing(slack: LocalSlack) -> None:
    private = await ask(slack, "who owns the schema")
    await slack.press(RECRUITER, private, "faq.not_helpful")
    slack.workspace.faults.plan("views.open", faults.failing())
    for _ in range(2):
        await slack.press(RECRUITER, private, "faq.say_missing")
    await slack.submit(RECRUITER, _open_view(slack), {"faq.missing": "figures"})


async def _open_on_messages(slack: LocalSlack) -> None:
    """The form from a colleague's words, and what is told where Slack does not open it."""
    place = slack.workspace
    for text in (BRIEF, "Hello", "Is this candidate too old?"):
        message = place.post(ENGINEERING, text, [], author=LEAD.id)
        await slack.message_shortcut(RECRUITER, "advice.message", message)
        await _close(slack)
    place.faults.plan("views.open", faults.failing(), times=3)
    await slack.message_shortcut(RECRUITER, "advice.message", message)
    await slack.shortcut(RECRUITER, "ask.lookup")
    await slack.command(RECRUITER, HIRING)


async def _meet_faults(slack: LocalSlack, app: AppUnderTest) -> None:
    """A share that Slack refuses, an outdated button, a database that has lost its tables."""
    place = slack.workspace
    place.faults.plan(faults.RESPONSE_URL, faults.Fault(404, {"ok": False, "error": "used_url"}))
    place.faults.plan("chat.postMessage", faults.refusing("is_archived"))
    await slack.press(RECRUITER, await ask(slack, "php"), "ask.share")
    await app.emptied(WAITING)
    old = place.post(HIRING, "old", [OLD_BUTTONS], visible_to=RECRUITER.id)
    await slack.press(RECRUITER, old, "advice.gone")
    private, form = await ask(slack, "php"), await _step(slack, STEPS)
    await app.emptied(WAITING)
    for table in ("outbox", "drafts"):
        await app.rows(f"drop table {table}")
    await slack.submit(RECRUITER, form, {"share.channel": HIRING.id})
    await slack.press(RECRUITER, private, "ask.share")
