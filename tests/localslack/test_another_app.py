"""An app that is not ours, from nothing: a command, a form, a press, an event."""

from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from localslack.models import Channel, Json, Person
from localslack.slack import LocalSlack

MANIFEST = {
    "display_information": {"name": "Lunch"},
    "features": {"slash_commands": [{"command": "/lunch"}]},
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "app_mentions:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
}
COOK, OFFICE = Person("U0COOK", "Cook"), Channel("C0OFFICE", "office")
TEXT = {"type": "plain_text", "text": "Dish"}
DISH = {"type": "plain_text_input", "action_id": "dish"}
INPUT = {"type": "input", "block_id": "dish", "label": TEXT, "element": DISH}
FORM = {"type": "modal", "callback_id": "order", "title": TEXT, "submit": TEXT, "blocks": [INPUT]}
ORDER = {"type": "actions", "elements": [{"type": "button", "action_id": "open", "text": TEXT}]}


def register(bolt: AsyncApp) -> None:
    @bolt.command("/lunch")
    async def handle_command(ack: AsyncAck) -> None:
        await ack(text="Hungry?", blocks=[ORDER])

    @bolt.action("open")
    async def handle_press(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @bolt.view("order")
    async def handle_form(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"dish": "Sold out."})

    @bolt.event("app_mention")
    async def handle_mention(say: AsyncSay) -> None:
        await say("Soup.")


async def test_lunch() -> None:
    slack = LocalSlack(MANIFEST, [COOK], [OFFICE], [OFFICE], signing_secret="s", bot_token="xoxb-1")
    async with slack:
        client = AsyncWebClient("xoxb-1", base_url=slack.api_url)
        bolt = AsyncApp(client=client, signing_secret="s", process_before_response=True)
        register(bolt)
        async with TestServer(bolt.web_app("/slack/events")) as server:
            slack.app_url = str(server.make_url("/slack/events"))
            answer = (await slack.command(COOK, OFFICE)).message
            assert answer is not None
            await slack.press(COOK, answer, "open")
            [form] = slack.workspace.views.stack(COOK)
            await slack.submit(COOK, form, {"dish": "Soup"})
            assert form.errors == {"dish": "Sold out."}
            await slack.mention(COOK, OFFICE, "what is there?")
            seen = [message.text for message in slack.workspace.conversation(OFFICE, COOK)]
            assert seen == ["Hungry?", "<@U0LUNCH> what is there?", "Soup."]
