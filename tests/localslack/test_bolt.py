"""A real Bolt app, served over HTTP, understands everything that the local Slack sends."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from localslack.slack import LocalSlack
from tests.localslack.samples import MANIFEST, Json, actions, button, modal, option, question
from tests.localslack.tiny_app import BOT_TOKEN, SIGNING_SECRET
from tests.support.slack import LONGEST_WAIT
from tests.support.workspace import (
    CHANNELS,
    ENGINEERING,
    HIRING,
    JOINED,
    LEAD,
    MANAGER,
    PEOPLE,
    RECRUITER,
)

LOOKUP: Json = {"type": "external_select", "action_id": "faq.find", "min_query_length": 1}


@pytest.fixture
async def real() -> AsyncIterator[LocalSlack]:
    runner = web.AppRunner(web.Application(), shutdown_timeout=0.1)
    async with LocalSlack(
        MANIFEST,
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        acknowledge_seconds=LONGEST_WAIT,
    ) as slack:
        client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url)
        bolt = AsyncApp(client=client, signing_secret=SIGNING_SECRET, process_before_response=True)
        register(bolt)

        async def handle(request: web.Request) -> web.Response:
            answer = await bolt.async_dispatch(await to_bolt_request(request))
            return await to_aiohttp_response(answer)

        runner.app.router.add_post("/slack/events", handle)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        yield slack
    await runner.cleanup()


def register(bolt: AsyncApp) -> None:
    @bolt.command("/tally")
    async def handle_command(ack: Any, command: Json) -> None:
        await ack(text=command["text"], blocks=[actions(button(value=command["text"]))])

    @bolt.action("answer.share")
    async def handle_share(ack: Any, respond: Any, action: Json) -> None:
        await respond(text=action["value"], response_type="in_channel", replace_original=False)
        await respond(delete_original=True)
        await ack()

    @bolt.shortcut("advice.from_message")
    @bolt.shortcut("faq.lookup")
    async def handle_shortcut(ack: Any, body: Json, client: AsyncWebClient) -> None:
        form = modal(question(LOOKUP, "faq"), notify_on_close=True)
        await client.views_open(trigger_id=body["trigger_id"], view=form)
        await ack()

    @bolt.options("faq.find")
    async def handle_options(ack: Any, payload: Json) -> None:
        await ack(options=[option("f1", payload["value"])])

    @bolt.view("advice.form")
    async def handle_submission(ack: Any) -> None:
        await ack(response_action="errors", errors={"faq": "Choose another."})

    @bolt.view_closed("advice.form")
    async def handle_closed(ack: Any) -> None:
        await ack()

    @bolt.event("app_mention")
    async def handle_mention(say: Any, event: Json) -> None:
        await say(text="Hello.", thread_ts=event["ts"])


async def test_a_command_is_answered_and_shared(real: LocalSlack) -> None:
    place = real.workspace
    ack = await real.command(RECRUITER, HIRING, "php")
    assert ack.message is not None
    assert (await real.press(RECRUITER, ack.message, "answer.share")).ok
    seen = place.conversation(HIRING, RECRUITER)
    assert [(message.text, message.is_ephemeral) for message in seen] == [("php", False)]


async def test_a_form_from_a_shortcut(real: LocalSlack) -> None:
    place = real.workspace
    message = place.post(HIRING, "we need PHP", author=MANAGER.id)
    assert (await real.message_shortcut(LEAD, "advice.from_message", message)).ok
    assert (await real.shortcut(LEAD, "faq.lookup")).ok
    view = place.views.top(LEAD)
    assert view is not None
    [found] = (await real.suggest(LEAD, view, "faq.find", "php")).json["options"]
    assert (await real.submit(LEAD, view, {"faq": found})).ok
    assert view.errors == {"faq": "Choose another."}
    assert (await real.close(LEAD, view)).ok


async def test_a_mention_is_answered_in_its_thread(real: LocalSlack) -> None:
    place = real.workspace
    ack = await real.mention(LEAD, ENGINEERING, "php")
    assert ack.ok
    assert ack.message is not None
    answer = await place.changed(lambda: place.conversation(ENGINEERING, LEAD)[1:])
    assert answer[0].thread_ts == ack.message.ts
