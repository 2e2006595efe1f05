"""The Web API answers and refuses as Slack does."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from localslack.slack import LocalSlack
from tests.localslack.samples import Json, actions, button, home, modal, section
from tests.localslack.tiny_app import BOT_TOKEN, Caller, HandClock
from tests.support.workspace import ENGINEERING, LEAD, MANAGER, RECRUITER


async def test_the_sdk_works_against_it(slack: LocalSlack) -> None:
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url)
    assert (await client.auth_test())["bot_id"] == "B0TALLY"
    place = slack.workspace
    blocks = [section()]
    posted = await client.chat_postMessage(channel="C0ENGINEERING", text="x", blocks=blocks)
    [message] = place.conversation(ENGINEERING, LEAD)
    assert (message.ts, message.text) == (posted["ts"], "x")
    assert posted["message"]["blocks"][0]["block_id"]
    view = await client.views_publish(user_id="U0LEAD", view=home())
    assert view["view"]["type"] == "home"
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.chat_postMessage(channel="C0HIRING", text="x")


async def test_tokens(slack: LocalSlack, caller: Caller) -> None:
    assert (await caller.api("auth.test", token=None))["error"] == "not_authed"
    assert (await caller.api("auth.test", token="xoxb-other"))["error"] == "invalid_auth"
    url = f"{slack.api_url}auth.test"
    async with caller.session.post(url, data={"token": BOT_TOKEN}) as response:
        assert (await response.json())["ok"]
    async with caller.session.post(url, json={"token": BOT_TOKEN}) as response:
        assert (await response.json())["error"] == "not_authed"
    assert len(slack.take_problems()) == 3
    assert all(BOT_TOKEN not in str(exchange) for exchange in slack.traffic)


async def test_what_is_granted_is_told_and_held_to(slack: LocalSlack, caller: Caller) -> None:
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url)
    told = (await client.auth_test()).headers["x-oauth-scopes"]
    assert told == "commands,chat:write,app_mentions:read"
    slack.workspace.scopes.remove("chat:write")
    assert (await client.auth_test()).headers["x-oauth-scopes"] == "commands,app_mentions:read"
    answer = await caller.api("chat.postMessage", channel="C0ENGINEERING", text="x")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert slack.take_problems() == ["chat.postMessage: missing_scope"]


async def test_api_test_needs_no_token_and_tells_the_time(
    slack: LocalSlack, clock: HandClock
) -> None:
    clock.seconds = 1_800_000_600.0
    told = await AsyncWebClient(base_url=slack.api_url).api_test()
    assert told["ok"]
    assert told.headers["Date"] == "Fri, 15 Jan 2027 08:10:00 GMT"


LONG = "x" * 40_001
BAD_BLOCKS = [{"type": "section"}]
REFUSALS: list[tuple[str, Json, str]] = [
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0HIRING", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "C0ENGINEERING"}, "no_text"),
    ("chat.postMessage", {"channel": "C0ENGINEERING", "text": LONG}, "msg_too_long"),
    ("chat.postMessage", {"channel": "C0ENGINEERING", "blocks": BAD_BLOCKS}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "C0ENGINEERING", "blocks": "[{"}, "invalid_blocks_format"),
    (
        "chat.postEphemeral",
        {"channel": "C0ENGINEERING", "user": "U0NOBODY", "text": "x"},
        "user_not_in_channel",
    ),
    ("chat.postEphemeral", {"channel": "C0ENGINEERING", "text": "x"}, "invalid_arguments"),
    ("chat.update", {"channel": "C0ENGINEERING", "ts": "1.2", "text": "x"}, "message_not_found"),
    ("chat.delete", {"channel": "C0ENGINEERING", "ts": "1.2"}, "message_not_found"),
    ("views.open", {"trigger_id": "1.2", "view": modal()}, "invalid_trigger_id"),
    ("views.open", {"view": modal()}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2", "view": home()}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2"}, "invalid_arguments"),
    ("views.update", {"view_id": "V0NONE", "view": modal()}, "not_found"),
    ("views.update", {"view": modal()}, "invalid_arguments"),
    ("views.publish", {"user_id": "U0NOBODY", "view": home()}, "user_not_found"),
    ("views.publish", {"user_id": "U0LEAD", "view": modal()}, "invalid_arguments"),
    ("users.info", {"user": "U0LEAD"}, "missing_scope"),
    ("conversations.info", {"channel": "C0HIRING"}, "missing_scope"),
    ("conversations.open", {"users": "U0LEAD"}, "missing_scope"),
    ("chat.shout", {}, "unknown_method"),
]


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSALS)
async def test_refusals(
    slack: LocalSlack, caller: Caller, method: str, arguments: Json, error: str
) -> None:
    answer = await caller.api(method, **arguments)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert slack.workspace.messages == []
    slack.take_problems()


async def test_refused_blocks_say_where(slack: LocalSlack, caller: Caller) -> None:
    answer = await caller.api("chat.postMessage", channel="C0ENGINEERING", blocks=BAD_BLOCKS)
    [message] = answer["response_metadata"]["messages"]
    assert message.endswith("[json-pointer:/blocks/0]")
    assert "invalid_blocks" in slack.take_problems()[0]


async def test_missing_scopes_are_named(slack: LocalSlack, caller: Caller) -> None:
    answer = await caller.api("users.info", user="U0LEAD")
    assert answer["needed"] == "users:read"
    assert answer["provided"] == "commands,chat:write,app_mentions:read"
    slack.take_problems()


async def test_only_mistakes_are_problems(slack: LocalSlack, caller: Caller) -> None:
    await caller.api("chat.postMessage", channel="C0HIRING", text="x")
    assert slack.take_problems() == []
    slack.workspace.archived.add(ENGINEERING)
    answer = await caller.api("chat.postMessage", channel="C0ENGINEERING", text="x")
    assert answer["error"] == "is_archived"
    assert slack.take_problems() == []


async def test_a_person_as_channel_is_the_direct_message(slack: LocalSlack, caller: Caller) -> None:
    place = slack.workspace
    answer = await caller.api("chat.postMessage", channel="U0LEAD", text="x")
    assert answer["channel"] == "D0LEAD"
    assert len(place.conversation(place.direct_messages(LEAD), LEAD)) == 1
    assert place.conversation(place.direct_messages(LEAD), RECRUITER) == []


async def test_ephemeral_messages_cannot_be_edited_by_ts(slack: LocalSlack, caller: Caller) -> None:
    place = slack.workspace
    where = {"channel": "C0ENGINEERING"}
    posted = await caller.api("chat.postEphemeral", user="U0LEAD", text="x", **where)
    assert len(place.conversation(ENGINEERING, LEAD)) == 1
    assert place.conversation(ENGINEERING, MANAGER) == []
    for method in ("chat.update", "chat.delete"):
        answer = await caller.api(method, ts=posted["message_ts"], text="y", **where)
        assert answer["error"] == "message_not_found"


async def test_own_messages_only(slack: LocalSlack, caller: Caller) -> None:
    place = slack.workspace
    where = {"channel": "C0ENGINEERING"}
    theirs = place.post(ENGINEERING, "x", author="U0LEAD")
    answer = await caller.api("chat.update", ts=theirs.ts, text="y", **where)
    assert answer["error"] == "cant_update_message"
    answer = await caller.api("chat.delete", ts=theirs.ts, **where)
    assert answer["error"] == "cant_delete_message"
    ours = place.post(ENGINEERING, "x")
    blocks = [actions(button())]
    answer = await caller.api("chat.update", ts=ours.ts, text="y", blocks=blocks, **where)
    assert answer["text"] == ours.text == "y"
    assert (await caller.api("chat.delete", ts=ours.ts, **where))["ok"]
    assert place.conversation(ENGINEERING, LEAD) == [theirs]


async def test_malformed_bodies(slack: LocalSlack, caller: Caller) -> None:
    url = f"{slack.api_url}auth.test"
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b"[1]"):
        async with caller.session.post(url, data=body, headers=headers) as response:
            assert (await response.json())["error"] == "invalid_json"
    slack.take_problems()
