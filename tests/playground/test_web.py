"""The server side of the page: who may ask, what a person sees, what a person can do."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.playground.delivery import LocalSlack
from bot.playground.models import Json, Message, Person
from bot.playground.snapshot import EXCHANGE_BYTES, MESSAGES_KEPT
from bot.playground.web import STATIC, build_page
from bot.slack.manifest import build_manifest
from tests.playground.samples import (
    actions,
    button,
    home,
    menu,
    modal,
    option,
    plain,
    question,
    section,
)
from tests.playground.tiny_app import BOT_TOKEN, Caller, TinyApp

FEATURES = build_manifest()["features"]
[LOOKUP] = [s["callback_id"] for s in FEATURES["shortcuts"] if s["type"] == "global"]
[ADVICE] = [s["callback_id"] for s in FEATURES["shortcuts"] if s["type"] == "message"]
MOST_BYTES = 150_000


class Visitor:
    """Asks the page's server as a browser would."""

    def __init__(self, session: aiohttp.ClientSession, slack: LocalSlack) -> None:
        self.session = session
        self.slack = slack
        self.me: Person = slack.workspace.recruiter

    async def do(self, verb: str, status: int = 200, **details: object) -> Json:
        body = {"as": self.me.id, "do": verb, **details}
        async with self.session.post("/do", json=body) as response:
            assert response.status == status, await response.text()
            return dict(await response.json())

    @asynccontextmanager
    async def events(self, kind: str) -> AsyncIterator[AsyncIterator[Any]]:
        """The data of a stream's events of one kind."""
        async with self.session.get("/stream", params={"as": self.me.id}) as response:
            assert response.content_type == "text/event-stream"
            yield _read_events(response.content, kind)

    async def sees(self) -> Json:
        async with self.events("state") as states:
            return dict(await anext(states))


async def _read_events(content: aiohttp.StreamReader, wanted: str) -> AsyncIterator[Any]:
    while line := (await content.readuntil(b"\n")).decode():
        if line == f"event: {wanted}\n":
            yield json.loads((await content.readuntil(b"\n")).removeprefix(b"data: "))


@pytest.fixture
async def visitor(slack: LocalSlack) -> AsyncIterator[Visitor]:
    page = build_page(slack, FEATURES, "run-1", "demo.example")
    runner = web.AppRunner(page, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", read_bufsize=2**20) as session:
        yield Visitor(session, slack)
    await runner.cleanup()


def hear(slack: LocalSlack, *blocks: Json, **more: object) -> Message:
    """A message of the app in #hiring."""
    place = slack.workspace
    visible_to = str(more["visible_to"]) if more else None
    return place.post(place.hiring, "An answer", list(blocks), visible_to=visible_to)


def on(message: Message) -> Json:
    return {"channel": message.channel.id, "ts": message.ts}


def in_view(view_id: str, action_id: str, block_id: str | None = None) -> Json:
    return {"view_id": view_id, "action_id": action_id, "block_id": block_id}


# Files


async def test_every_file_is_served_with_its_type(visitor: Visitor) -> None:
    types = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    names = [file.name for file in STATIC.iterdir()]
    assert {"index.html", "app.js", "style.css"} <= set(names)
    for name in names:
        async with visitor.session.get(f"/static/{name}") as response:
            assert response.status == 200
            kind = types.get(name.rpartition(".")[2], "text/html")
            assert response.headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert await response.read() == (STATIC / name).read_bytes()


def test_the_page_is_light_and_asks_nothing_outside() -> None:
    files = list(STATIC.iterdir())
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    loaders = re.compile(r"""(?:src|href)="(?!/static/|#)|url\("(?!/static/)|\bfrom "(?!\./)""")
    assert [file.name for file in files if loaders.search(file.read_text())] == []


@pytest.mark.parametrize(
    "path", ["/static/", "/static/..%2fweb.py", "/static/%2e%2e/web.py", "/web.py", "/do", "/x"]
)
async def test_nothing_else_is_there(visitor: Visitor, path: str) -> None:
    async with visitor.session.get(path) as response:
        assert response.status in (404, 405)


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/static/none", "/stream"])
async def test_what_a_browser_may_do_with_an_answer(visitor: Visitor, path: str) -> None:
    async with visitor.session.get(path) as response:
        policy = response.headers["Content-Security-Policy"]
        parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert parts["default-src"] == "'none'"
        assert {parts[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
        assert parts["frame-ancestors"] == "'none'"
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_has_no_inline_script_or_style() -> None:
    html = (STATIC / "index.html").read_text()
    assert html.count("<script") == html.count('<script type="module" src="/static/')
    for inline in ("<style", "style=", " onclick", " onload", "javascript:"):
        assert inline not in html


def test_text_is_only_ever_inserted_as_text() -> None:
    sinks = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    for script in STATIC.glob("*.js"):
        assert [sink for sink in sinks if sink in script.read_text()] == [], script.name


# Who may ask


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:3000", 200),
        ("127.0.0.1", 200),
        ("[::1]:3000", 200),
        ("demo.example:3000", 200),
        ("192.168.1.20:3000", 200),
        ("evil.example", 403),
        ("localhost.evil.example:3000", 403),
        ("127.0.0.1.evil.example", 403),
        ("[", 403),
    ],
)
async def test_a_name_that_is_not_ours_gets_nothing(
    visitor: Visitor, host: str, status: int
) -> None:
    for path in ("/", "/static/app.js", "/stream"):
        async with visitor.session.get(path, headers={"Host": host}) as response:
            assert response.status == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_another_sites_script_can_do_and_read_nothing(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    place = visitor.slack.workspace
    body = {"as": visitor.me.id, "do": "say", "channel": place.hiring.id, "text": "hello"}
    async with visitor.session.post("/do", json=body, headers=headers) as response:
        assert response.status == 403
    async with visitor.session.get("/stream", headers=headers) as response:
        assert response.status == 403
    assert place.messages == []


async def test_what_a_form_of_another_site_can_send_is_not_taken(visitor: Visitor) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        async with visitor.session.post(
            "/do", data=b"{}", headers={"Content-Type": kind}
        ) as response:
            assert response.status == 415


async def test_our_own_page_may_ask(visitor: Visitor) -> None:
    own = {"Origin": str(visitor.session._base_url).rstrip("/")}
    async with visitor.session.get("/stream", headers=own) as response:
        assert response.status == 200


# What a person sees


async def test_each_person_sees_their_own(visitor: Visitor) -> None:
    place = visitor.slack.workspace
    hear(visitor.slack, section())
    hear(visitor.slack, section(), visible_to=place.manager.id)
    place.post(place.direct_messages(place.lead), "for the lead")
    place.post(place.engineering, "hello", author=place.lead.id)
    place.tell(place.lead, place.engineering, "psst")
    seen = {}
    for person in place.people.values():
        visitor.me = person
        state = await visitor.sees()
        assert state["me"] == {"id": person.id, "name": person.name}
        assert [channel["id"] for channel in state["channels"] if channel["is_im"]] == [
            place.direct_messages(person).id
        ]
        seen[person.name] = [
            (message["author"]["kind"], message["text"], message["ephemeral"])
            for message in state["messages"]
        ]
    answer, hello = ("app", "An answer", False), ("person", "hello", False)
    assert seen == {
        "Recruiter": [answer, hello],
        "Hiring manager": [answer, ("app", "An answer", True), hello],
        "Engineering lead": [
            answer,
            hello,
            ("slackbot", "psst", True),
            ("app", "for the lead", False),
        ],
    }


async def test_what_the_page_needs_to_know(visitor: Visitor) -> None:
    state = await visitor.sees()
    assert state["instance"] == "run-1"
    assert state["app"] == {"id": "U0ROLEFIT", "name": "RoleFit"}
    assert [person["name"] for person in state["people"]] == [
        "Recruiter",
        "Hiring manager",
        "Engineering lead",
    ]
    assert [
        (place["name"], place["app_is_member"], place["read_only"]) for place in state["channels"]
    ] == [("hiring", False, False), ("engineering", True, False), ("directmessage", True, True)]
    assert state["shortcuts"] == {
        "global": [{"callback_id": LOOKUP, "name": "Look up a hiring FAQ"}],
        "message": [{"callback_id": ADVICE, "name": "Get hiring advice"}],
    }
    assert state["command"]["name"] == "/rolefit"
    assert state["modals"] == []
    assert state["home"] is None


async def test_only_the_newest_messages_are_sent(visitor: Visitor) -> None:
    place = visitor.slack.workspace
    for number in range(MESSAGES_KEPT + 5):
        place.post(place.hiring, str(number))
    place.post(place.engineering, "elsewhere")
    texts = [message["text"] for message in (await visitor.sees())["messages"]]
    assert texts == [*map(str, range(5, MESSAGES_KEPT + 5)), "elsewhere"]


async def test_a_change_is_told_once(visitor: Visitor) -> None:
    place = visitor.slack.workspace
    async with visitor.events("state") as states:
        assert (await anext(states))["messages"] == []
        first = hear(visitor.slack, section("*one*"))
        hear(visitor.slack, section("*two*"))
        assert len((await anext(states))["messages"]) == 2
        place.update(first, "changed", [])
        [changed, _] = (await anext(states))["messages"]
        assert (changed["text"], changed["edits"]) == ("changed", 1)
        place.delete(first)
        assert len((await anext(states))["messages"]) == 1


async def test_a_person_who_is_not_there(visitor: Visitor) -> None:
    async with visitor.session.get("/stream", params={"as": "U0NOBODY"}) as response:
        assert response.status == 400
    async with visitor.session.get("/stream") as response:
        assert response.status == 200  # somebody has to be the first


async def test_traffic(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    tiny.answer = {"text": "x" * (EXCHANGE_BYTES + 1)}
    await visitor.do("say", channel="C0HIRING", text="/rolefit php")
    async with visitor.events("traffic") as traffic:
        [command] = await anext(traffic)
        await caller.api("auth.test")
        [call] = await anext(traffic)
    assert (command["sender"], command["name"], command["status"]) == (
        "slack",
        "/rolefit php",
        200,
    )
    assert command["request"]["text"] == "php"
    assert command["response"].startswith('{"text":"xxx')
    assert len(command["response"]) <= EXCHANGE_BYTES + 2
    assert command["ms"] > 0
    assert (call["sender"], call["name"], call["response"]["ok"]) == ("app", "auth.test", True)
    assert BOT_TOKEN not in json.dumps([command, call])


# What a person can do


async def test_say_a_command(visitor: Visitor, tiny: TinyApp) -> None:
    tiny.answer = {"text": "PHP developer"}
    answer = await visitor.do("say", channel="C0HIRING", text=" /rolefit  php vs backend ")
    assert (answer["ok"], answer["error"]) == (True, None)
    assert answer["ms"] > 0
    assert (tiny.last["text"], tiny.last["user_id"]) == ("php vs backend", visitor.me.id)
    [message] = (await visitor.sees())["messages"]
    assert (message["text"], message["ephemeral"]) == ("PHP developer", True)


async def test_a_command_that_fails_is_told_by_slackbot(visitor: Visitor, tiny: TinyApp) -> None:
    tiny.answer = {"text": ""} | {"response_type": "nobody", "blocks": [section()]}
    answer = await visitor.do("say", channel="C0HIRING", text="/rolefit php")
    assert (answer["ok"], answer["error"]) == (False, None)
    [message] = (await visitor.sees())["messages"]
    assert message["author"]["kind"] == "slackbot"
    visitor.slack.take_problems()


async def test_say_something_to_colleagues(visitor: Visitor, tiny: TinyApp) -> None:
    await visitor.do("say", channel="C0ENGINEERING", text="<b> & me@rolefit.example")
    visitor.me = visitor.slack.workspace.lead
    [message] = (await visitor.sees())["messages"]
    assert message["author"]["name"] == "Recruiter"
    assert message["text"] == "&lt;b&gt; &amp; me@rolefit.example"
    assert tiny.received == []


async def test_mention_in_a_thread(visitor: Visitor, tiny: TinyApp) -> None:
    place = visitor.slack.workspace
    root = place.post(place.engineering, "Who decides?", author=place.lead.id)
    for thread in (root.ts, place.messages[-1].ts):
        await visitor.do("say", **on(root) | {"thread_ts": thread}, text="Well, @rolefit php?")
    event = tiny.last["event"]
    assert (event["type"], event["thread_ts"]) == ("app_mention", root.ts)
    assert event["text"] == "Well, <@U0ROLEFIT> php?"


async def test_mention_where_the_app_is_not(visitor: Visitor, tiny: TinyApp) -> None:
    await visitor.do("say", channel="C0HIRING", text="@RoleFit php")
    assert tiny.received == []
    told = (await visitor.sees())["messages"][-1]
    assert told["author"]["kind"] == "slackbot"
    assert "`/invite @RoleFit`" in told["text"]
    assert (await visitor.do("say", channel="C0HIRING", text="/invite @rolefit"))["ok"]
    await visitor.do("say", channel="C0HIRING", text="@RoleFit php")
    assert tiny.last["event"]["channel"] == "C0HIRING"


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"channel": "C0HIRING", "text": "  "}, "nothing to send"),
        ({"channel": "C0HIRING", "text": "/giphy"}, "/giphy is not a command here"),
        ({"channel": "C0HIRING", "text": "/invite @Lead"}, "Only RoleFit can be invited"),
        ({"channel": "D0RECRUITER", "text": "hello"}, "reads no direct messages"),
    ],
)
async def test_what_slack_does_not_let_one_say(visitor: Visitor, details: Json, error: str) -> None:
    answer = await visitor.do("say", **details)
    assert answer["ok"] is False
    assert error in answer["error"]
    assert visitor.slack.workspace.messages == []


async def test_commands_do_not_work_in_threads(visitor: Visitor, tiny: TinyApp) -> None:
    root = hear(visitor.slack)
    answer = await visitor.do("say", channel="C0HIRING", text="/rolefit php", thread_ts=root.ts)
    assert "does not work in threads" in answer["error"]
    assert tiny.received == []


async def test_press_on_a_message(visitor: Visitor, tiny: TinyApp) -> None:
    shown = hear(visitor.slack, actions(button(), menu()))
    block = shown.blocks[0]["block_id"]
    where = {**on(shown), "block_id": block}
    assert (await visitor.do("press", **where, action_id="answer.share", value="v1"))["ok"]
    assert tiny.last["actions"][0]["value"] == "v1"
    assert (await visitor.do("press", **where, action_id="compare.topic", option="stack"))["ok"]
    assert tiny.last["actions"][0]["selected_option"]["value"] == "stack"
    state = (await visitor.sees())["messages"][0]["state"]
    assert state[block]["compare.topic"]["selected_option"]["value"] == "stack"


async def test_press_that_fails_is_told(visitor: Visitor, tiny: TinyApp) -> None:
    async def fail(_payload: Json) -> web.Response:
        return web.Response(status=500)

    tiny.answer = fail
    shown = hear(visitor.slack, actions(button()))
    answer = await visitor.do("press", **on(shown), action_id="answer.share", value="v1")
    assert (answer["ok"], answer["error"]) == (False, "RoleFit could not do this. Try again.")
    visitor.slack.take_problems()


async def test_suggest(visitor: Visitor, tiny: TinyApp) -> None:
    tiny.answer = {"options": [option("f1", "Rates")]}
    lookup = {"type": "external_select", "action_id": "faq", "placeholder": plain("Find")}
    shown = hear(visitor.slack, actions(lookup))
    answer = await visitor.do("suggest", **on(shown), action_id="faq", value="rates")
    assert answer["options"] == [option("f1", "Rates")]
    answer = await visitor.do("press", **on(shown), action_id="faq", option=option("f1", "Rates"))
    assert answer["ok"]
    answer = await visitor.do("suggest", **on(shown), action_id="faq", value="r")
    assert answer["ok"] is False


async def open_form(visitor: Visitor, tiny: TinyApp, caller: Caller) -> Json:
    """A form with a text and a menu, as the person sees it."""

    async def answer(payload: Json) -> web.Response:
        form = modal(
            question(dispatch_action=True),
            question(menu("topic"), "topic", optional=True),
            actions(button("step.back")),
            notify_on_close=True,
        )
        await caller.api("views.open", trigger_id=payload["trigger_id"], view=form)
        return web.Response()

    tiny.answer = answer
    assert (await visitor.do("shortcut", callback_id=LOOKUP))["ok"]
    [view] = (await visitor.sees())["modals"]
    tiny.answer = ""
    return dict(view)


async def test_a_form(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    view = await open_form(visitor, tiny, caller)
    assert (view["title"], view["submit"], view["close"]) == ("Find the role", "Next", None)
    tiny.answer = {"response_action": "errors", "errors": {"brief": "Say more."}}
    values = {"brief": "php", "topic": "stack"}
    async with visitor.events("state") as states:
        await anext(states)
        answer = await visitor.do("submit", view_id=view["id"], values=values)
        assert answer["ok"]
        [shown] = (await anext(states))["modals"]
    assert shown["errors"] == {"brief": "Say more."}
    assert shown["state"]["brief"]["brief"]["value"] == "php"
    tiny.answer = ""
    await visitor.do("submit", view_id=view["id"], values=values)
    entered = tiny.last["view"]["state"]["values"]
    assert entered["topic"]["topic"]["selected_option"]["value"] == "stack"
    assert (await visitor.sees())["modals"] == []


async def test_a_press_in_a_form_tells_all_that_is_entered(
    visitor: Visitor, tiny: TinyApp, caller: Caller
) -> None:
    view = await open_form(visitor, tiny, caller)
    back = in_view(view["id"], "step.back", view["blocks"][2]["block_id"])
    await visitor.do("press", **back, value="v1", values={"brief": "php", "topic": None})
    assert tiny.last["view"]["state"]["values"]["brief"]["brief"]["value"] == "php"
    typed = in_view(view["id"], "brief", "brief")
    await visitor.do("press", **typed, value="php 8")
    assert tiny.last["actions"][0]["value"] == "php 8"


async def test_a_required_field(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    view = await open_form(visitor, tiny, caller)
    answer = await visitor.do("submit", view_id=view["id"], values={"brief": None})
    assert answer["ok"] is False
    assert "required" in answer["error"]


async def test_a_submission_that_fails_stays(
    visitor: Visitor, tiny: TinyApp, caller: Caller
) -> None:
    view = await open_form(visitor, tiny, caller)
    tiny.answer = {"response_action": "dance"}
    answer = await visitor.do("submit", view_id=view["id"], values={"brief": "php"})
    assert (answer["ok"], answer["error"]) == (False, None)
    assert (await visitor.sees())["modals"][0]["trouble"]
    visitor.slack.take_problems()


async def test_close_a_form(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    view = await open_form(visitor, tiny, caller)
    assert (await visitor.do("close", view_id=view["id"]))["ok"]
    assert tiny.last["type"] == "view_closed"
    assert (await visitor.sees())["modals"] == []


async def test_shortcut_on_a_message(visitor: Visitor, tiny: TinyApp) -> None:
    place = visitor.slack.workspace
    said = place.post(place.hiring, "Whom do we need?", author=place.manager.id)
    assert (await visitor.do("message_shortcut", **on(said), callback_id=ADVICE))["ok"]
    assert (tiny.last["callback_id"], tiny.last["message"]["text"]) == (
        ADVICE,
        "Whom do we need?",
    )


async def test_home(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    async def publish(payload: Json) -> web.Response:
        view = home(actions(button()))
        await caller.api("views.publish", user_id=payload["event"]["user"], view=view)
        return web.Response()

    tiny.answer = publish
    assert (await visitor.do("home"))["ok"]
    shown = (await visitor.sees())["home"]
    assert (shown["type"], shown["blocks"][0]["type"]) == ("home", "actions")
    tiny.answer = ""
    press = in_view(shown["id"], "answer.share")
    assert (await visitor.do("press", **press, value="v1"))["ok"]


# What is forged


@pytest.mark.parametrize(
    "details",
    [
        {"do": "dance"},
        {"do": "say"},
        {"do": "say", "channel": "C0HIRING", "text": 5},
        {"do": "say", "channel": "C0NONE", "text": "x"},
        {"do": "say", "channel": "D0LEAD", "text": "x"},
        {"do": "say", "channel": "C0HIRING", "text": "x", "thread_ts": "1.1"},
        {"do": "press", "channel": "C0HIRING", "ts": "1.1", "action_id": "x"},
        {"do": "press", "action_id": "x"},
        {"do": "press", "view_id": "V0", "action_id": "x"},
        {"do": "suggest", "view_id": "V0", "action_id": "x", "value": "abc"},
        {"do": "submit", "view_id": "V0", "values": {}},
        {"do": "submit", "view_id": "V0", "values": []},
        {"do": "close", "view_id": "V0"},
        {"do": "shortcut", "callback_id": ADVICE},
        {"do": "message_shortcut", "channel": "C0HIRING", "ts": "1.1", "callback_id": ADVICE},
        {"do": "home", "as": "U0NOBODY"},
        {"do": "home", "as": None},
    ],
    ids=str,
)
async def test_what_is_not_there_cannot_be_used(
    visitor: Visitor, tiny: TinyApp, details: Json
) -> None:
    body = {"as": visitor.me.id, **details}
    async with visitor.session.post("/do", json=body) as response:
        assert response.status == 400
        answer = await response.json()
    assert answer["ok"] is False
    assert answer["error"]
    assert tiny.received == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'"home"', b'{"do":"home"}'])
async def test_what_cannot_be_read(visitor: Visitor, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with visitor.session.post("/do", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["ok"] is False


async def test_nobody_can_use_what_another_sees(
    visitor: Visitor, tiny: TinyApp, caller: Caller
) -> None:
    place = visitor.slack.workspace
    private = hear(visitor.slack, actions(button()), visible_to=place.manager.id)
    view = await open_form(visitor, tiny, caller)
    before = len(tiny.received)
    await visitor.do("press", 400, **on(private), action_id="answer.share", value="v1")
    visitor.me = place.manager
    await visitor.do("close", 400, view_id=view["id"])
    await visitor.do("message_shortcut", 400, **on(private), callback_id=LOOKUP)
    answer = await visitor.do("message_shortcut", **on(private), callback_id=ADVICE)
    assert answer["ok"] is False  # private messages have no shortcuts
    assert len(tiny.received) == before


@pytest.mark.parametrize(
    "forged",
    [
        {"action_id": "none"},
        {"action_id": "answer.share", "value": "forged"},
        {"action_id": "compare.topic", "option": "forged"},
        {"action_id": "compare.topic", "option": {"value": "stack"}},
        {"action_id": "compare.topic", "option": ["stack"]},
    ],
    ids=str,
)
async def test_what_is_not_on_the_screen_cannot_be_pressed(
    visitor: Visitor, tiny: TinyApp, forged: Json
) -> None:
    shown = hear(visitor.slack, actions(button(), menu()))
    answer = await visitor.do("press", **on(shown), **forged)
    assert answer["ok"] is False
    assert answer["error"]
    assert tiny.received == []


async def test_an_input_takes_only_text(visitor: Visitor, tiny: TinyApp, caller: Caller) -> None:
    view = await open_form(visitor, tiny, caller)
    before = len(tiny.received)
    answer = await visitor.do("submit", view_id=view["id"], values={"brief": {"x": "y"}})
    assert answer["ok"] is False
    answer = await visitor.do("submit", view_id=view["id"], values={"none": "x"})
    assert answer["ok"] is False
    assert len(tiny.received) == before
