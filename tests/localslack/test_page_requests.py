"""What a person does in the page, and what nobody can forge."""

import pytest
from aiohttp import web

from localslack.models import Json, Message
from tests.localslack.samples import (
    ADVICE,
    LOOKUP,
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
from tests.localslack.tiny_app import Caller, TinyApp
from tests.localslack.visitor import Visitor, hear
from tests.support.workspace import ENGINEERING, HIRING, LEAD, MANAGER


def on(message: Message) -> Json:
    return {"channel": message.channel.id, "ts": message.ts}


def in_view(view_id: str, action_id: str, block_id: str | None = None) -> Json:
    return {"view_id": view_id, "action_id": action_id, "block_id": block_id}


async def test_say_a_command(visitor: Visitor, tiny: TinyApp) -> None:
    tiny.answer = {"text": "PHP developer"}
    answer = await visitor.do("say", channel="C0HIRING", text=" /tally  php vs backend ")
    assert (answer["ok"], answer["error"]) == (True, None)
    assert answer["ms"] > 0
    assert (tiny.last["text"], tiny.last["user_id"]) == ("php vs backend", visitor.me.id)
    [message] = (await visitor.sees())["messages"]
    assert (message["text"], message["ephemeral"]) == ("PHP developer", True)


async def test_a_command_that_fails_is_told_by_slackbot(visitor: Visitor, tiny: TinyApp) -> None:
    tiny.answer = {"text": ""} | {"response_type": "nobody", "blocks": [section()]}
    answer = await visitor.do("say", channel="C0HIRING", text="/tally php")
    assert (answer["ok"], answer["error"]) == (False, None)
    [message] = (await visitor.sees())["messages"]
    assert message["author"]["kind"] == "slackbot"
    visitor.slack.take_problems()


async def test_say_something_to_colleagues(visitor: Visitor, tiny: TinyApp) -> None:
    await visitor.do("say", channel="C0ENGINEERING", text="<b> & me@tally.example")
    visitor.me = LEAD
    [message] = (await visitor.sees())["messages"]
    assert message["author"]["name"] == "Recruiter"
    assert message["text"] == "&lt;b&gt; &amp; me@tally.example"
    assert tiny.received == []


async def test_mention_in_a_thread(visitor: Visitor, tiny: TinyApp) -> None:
    place = visitor.slack.workspace
    root = place.post(ENGINEERING, "Who decides?", author=LEAD.id)
    for thread in (root.ts, place.messages[-1].ts):
        await visitor.do("say", **on(root) | {"thread_ts": thread}, text="Well, @tally php?")
    event = tiny.last["event"]
    assert (event["type"], event["thread_ts"]) == ("app_mention", root.ts)
    assert event["text"] == "Well, <@U0TALLY> php?"


async def test_mention_where_the_app_is_not(visitor: Visitor, tiny: TinyApp) -> None:
    await visitor.do("say", channel="C0HIRING", text="@Tally php")
    assert tiny.received == []
    told = (await visitor.sees())["messages"][-1]
    assert told["author"]["kind"] == "slackbot"
    assert "`/invite @Tally`" in told["text"]
    assert (await visitor.do("say", channel="C0HIRING", text="/invite @tally"))["ok"]
    await visitor.do("say", channel="C0HIRING", text="@Tally php")
    assert tiny.last["event"]["channel"] == "C0HIRING"


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"channel": "C0HIRING", "text": "  "}, "nothing to send"),
        ({"channel": "C0HIRING", "text": "/giphy"}, "/giphy is not a command here"),
        ({"channel": "C0HIRING", "text": "/invite @Lead"}, "Only Tally can be invited"),
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
    answer = await visitor.do("say", channel="C0HIRING", text="/tally php", thread_ts=root.ts)
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
    assert (answer["ok"], answer["error"]) == (False, "Tally could not do this. Try again.")
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
    said = place.post(HIRING, "Whom do we need?", author=MANAGER.id)
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
    assert tiny.last["event"]["tab"] == "home"
    tiny.answer = ""
    assert (await visitor.do("home", tab="messages"))["ok"]
    happened = tiny.last["event"]
    assert (happened["tab"], happened["channel"][:1]) == ("messages", "D")
    assert "view" not in happened
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
    private = hear(visitor.slack, actions(button()), visible_to=MANAGER.id)
    view = await open_form(visitor, tiny, caller)
    before = len(tiny.received)
    await visitor.do("press", 400, **on(private), action_id="answer.share", value="v1")
    visitor.me = MANAGER
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
