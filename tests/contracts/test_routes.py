"""What the server answers to whom, and that everything a card shows can be pressed."""

from functools import partial

import aiohttp
import pytest
from aiohttp import web

from bot.app import running
from bot.ask.answers import answer_text
from bot.ask.messages import private_message, shared_message
from bot.server import READY, build_server
from knowledge.store import Store
from localslack.block_kit.interactive import each_element
from localslack.models import Json, Message
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import as_sent
from tests.support.workspace import HIRING, RECRUITER

OPEN_TO_ALL = {
    (method, path) for method in ("GET", "HEAD") for path in ("/healthz", "/readyz", "/metrics")
}


async def test_no_route_but_health_answers_an_unsigned_request(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.stop()
    async with running(rolefit.settings()) as app, aiohttp.ClientSession() as session:
        server = build_server(app)
        routes = {
            (route.method, str(route.resource.canonical))
            for route in server.router.routes()
            if route.resource
        }
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        assert ("POST", "/slack/events") in routes
        for method, path in sorted(routes - OPEN_TO_ALL):
            for body in (b"", b"{}", b"payload={}", b"command=/rolefit", b"ssl_check=1&x="):
                async with session.request(method, address + path, data=body) as response:
                    assert not 200 <= response.status < 300, (method, path, body)
        async with session.get(f"{address}/readyz") as response:
            assert response.status == 503
        server[READY].set()
        async with session.get(f"{address}/readyz") as response:
            assert response.status == 200
        await runner.cleanup()


def every_message(store: Store) -> list[Json]:
    """Every answer that our own pack can give, private and shared."""
    texts = ["help", "zeppelin", "php vs frontend", "php vs php", "sources", "model"]
    texts += [f"{a} vs {b} {d}" for a in store.roles for b in store.roles for d in store.dimensions]
    texts += [f"{a} vs {b}" for a in store.roles for b in store.roles]
    keys = [store.document(number).key for number in range(1, store.index.size + 1)]
    texts += [*keys, *(f"more {key}" for key in keys)]
    texts += [
        document.title for n in range(1, store.index.size + 1) if (document := store.document(n))
    ]
    answers = [answer_text(text, store) for text in texts]
    private = [as_sent(private_message(answer)) for answer in answers]
    return private + [as_sent(shared_message(answer, "U1")) for answer in answers]


def answered(slack: LocalSlack, message: Message) -> bool:
    """Whether a press changed its message, said something below it, or opened a form."""
    is_last = slack.workspace.conversation(HIRING, RECRUITER)[-1] is message
    has_form = slack.workspace.views.top(RECRUITER) is not None
    return bool(message.edits) or not is_last or has_form


async def test_every_control_of_every_answer_is_answered(
    slack: LocalSlack, rolefit: AppUnderTest, default_store: Store
) -> None:
    await rolefit.restart([])
    place = slack.workspace
    one_each: dict[str, tuple[Json, Json]] = {}
    for message in every_message(default_store):
        for _, element in each_element(message["blocks"]):
            one_each.setdefault(element["action_id"], (message, element))
    assert {"ask.open.0", "ask.share", "ask.switch"} <= one_each.keys()
    for action_id, (message, element) in one_each.items():
        text, blocks = message["text"], message["blocks"]
        shown = place.post(HIRING, text, blocks, visible_to=RECRUITER.id)
        chosen = element["options"][-1]["value"] if "options" in element else None
        ack = await slack.press(
            RECRUITER, shown, action_id, value=element.get("value"), option=chosen
        )
        assert ack.status == 200, action_id
        await place.changed(partial(answered, slack, shown))
        assert "went wrong" not in shown.text
        assert "another version" not in shown.text


@pytest.mark.parametrize("path", ["/", "/slack/install", "/slack/oauth_redirect"])
async def test_what_is_not_there_yet_tells_nothing(rolefit: AppUnderTest, path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{rolefit.address}{path}", allow_redirects=False) as response,
    ):
        assert response.status != 500
        assert "xoxb" not in await response.text()
