"""The page's server: its files, who may ask, what a person sees."""

import json
import re

import pytest

from localslack.page.server import STATIC
from localslack.page.snapshot import EXCHANGE_BYTES, MESSAGES_KEPT
from tests.localslack.samples import ADVICE, LOOKUP, section
from tests.localslack.tiny_app import BOT_TOKEN, Caller, TinyApp
from tests.localslack.visitor import Visitor, hear
from tests.support.workspace import ENGINEERING, HIRING, LEAD, MANAGER

MOST_BYTES = 151_000


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


async def test_the_page_names_the_app_and_escapes_it(visitor: Visitor) -> None:
    async with visitor.session.get("/") as response:
        page = await response.text()
    assert "<title>Tally on a local Slack</title>" in page
    assert "Three &lt;b&gt; are here." in page
    assert "Without it" not in page
    assert "$" not in page


def test_the_page_is_light_and_asks_nothing_outside() -> None:
    files = list(STATIC.iterdir())
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    loaders = re.compile(r"""(?:src|href)="(?!/static/|#)|url\("(?!/static/)|\bfrom "(?!\./)""")
    types = re.compile(r"@import \{.*")  # in comments: no browser looks for them
    texts = {file.name: types.sub("", file.read_text()) for file in files}
    assert [name for name, text in texts.items() if loaders.search(text)] == []


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/..%2fserver.py", "/static/%2e%2e/server.py", "/server.py", "/do", "/x"],
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
    body = {"as": visitor.me.id, "do": "say", "channel": HIRING.id, "text": "hello"}
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
    hear(visitor.slack, section(), visible_to=MANAGER.id)
    place.post(place.direct_messages(LEAD), "for the lead")
    place.post(ENGINEERING, "hello", author=LEAD.id)
    place.tell(LEAD, ENGINEERING, "psst")
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
    assert state["app"] == {"id": "U0TALLY", "name": "Tally"}
    assert [person["name"] for person in state["people"]] == [
        "Recruiter",
        "Hiring manager",
        "Engineering lead",
    ]
    assert [
        (place["name"], place["app_is_member"], place["read_only"]) for place in state["channels"]
    ] == [("hiring", False, False), ("engineering", True, False), ("directmessage", True, True)]
    assert state["shortcuts"] == {
        "global": [{"callback_id": LOOKUP, "name": "Look something up"}],
        "message": [{"callback_id": ADVICE, "name": "Get advice"}],
    }
    assert state["commands"] == [{"name": "/tally", "hint": "this | that", "note": "Count"}]
    assert state["guide"]["tries"] == [{"title": "Count", "text": "/tally one", "note": ""}]
    assert state["modals"] == []
    assert state["home"] is None


async def test_only_the_newest_messages_are_sent(visitor: Visitor) -> None:
    place = visitor.slack.workspace
    for number in range(MESSAGES_KEPT + 5):
        place.post(HIRING, str(number))
    place.post(ENGINEERING, "elsewhere")
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
    await visitor.do("say", channel="C0HIRING", text="/tally php")
    async with visitor.events("traffic") as traffic:
        [command] = await anext(traffic)
        await caller.api("auth.test")
        [call] = await anext(traffic)
    assert (command["sender"], command["name"], command["status"]) == (
        "slack",
        "/tally php",
        200,
    )
    assert command["request"]["text"] == "php"
    assert command["response"].startswith('{"text":"xxx')
    assert len(command["response"]) <= EXCHANGE_BYTES + 2
    assert command["ms"] > 0
    assert (call["sender"], call["name"], call["response"]["ok"]) == ("app", "auth.test", True)
    assert BOT_TOKEN not in json.dumps([command, call])
