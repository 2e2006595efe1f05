"""A real Bolt app, served over HTTP, understands everything that the local Slack sends."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from localslack.slack import LocalSlack
from tests.localslack.samples import Json, actions, button, modal, option, question
from tests.localslack.tiny_app import BOT_TOKEN, SIGNING_SECRET
from tests.support.slack import PATIENCE

LOOKUP: Json = {"type": "external_select", "action_id": "faq.find", "min_query_length": 1}


@pytest.fixture
async def real() -> AsyncIterator[LocalSlack]:
    runner = web.AppRunner(web.Application(), shutdown_timeout=0.1)
    async with LocalSlack(
        signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN, acknowledge_seconds=PATIENCE
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
    @bolt.command("/rolefit")
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
    ack = await real.command(place.recruiter, place.hiring, "php")
    assert ack.message is not None
    assert (await real.press(place.recruiter, ack.message, "answer.share")).ok
    seen = place.conversation(place.hiring, place.recruiter)
    assert [(message.text, message.is_ephemeral) for message in seen] == [("php", False)]


async def test_a_form_from_a_shortcut(real: LocalSlack) -> None:
    place = real.workspace
    message = place.post(place.hiring, "we need PHP", author=place.manager.id)
    assert (await real.message_shortcut(place.lead, "advice.from_message", message)).ok
    assert (await real.shortcut(place.lead, "faq.lookup")).ok
    view = place.views.top(place.lead)
    assert view is not None
    [found] = (await real.suggest(place.lead, view, "faq.find", "php")).json["options"]
    assert (await real.submit(place.lead, view, {"faq": found})).ok
    assert view.errors == {"faq": "Choose another."}
    assert (await real.close(place.lead, view)).ok


async def test_a_mention_is_answered_in_its_thread(real: LocalSlack) -> None:
    place = real.workspace
    ack = await real.mention(place.lead, place.engineering, "php")
    assert ack.ok
    assert ack.message is not None
    answer = await place.changed(lambda: place.conversation(place.engineering, place.lead)[1:])
    assert answer[0].thread_ts == ack.message.ts
