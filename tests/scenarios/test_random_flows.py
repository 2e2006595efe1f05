"""200 flows of random presses: everything is answered, and nothing is posted twice."""

import json
import random
from collections.abc import Iterator
from typing import Any

from bot.playground import faults
from bot.playground.delivery import LocalSlack
from bot.playground.models import Message, NotPossibleError, View
from knowledge.packs import DEFAULT_PACK
from tests.support.app import AppUnderTest

FLOWS = 200
STEPS = 8
TEXTS = ("", "php vs backend", "php", "who owns the schema", "zeppelins", "help", "model",
         "interview php", "delete my data", "faq pay", "php vs rust", "<!channel>")  # fmt: skip


class Flow:
    """One person who presses whatever there is."""

    def __init__(self, slack: LocalSlack, seed: int) -> None:
        self.slack = slack
        self.place = slack.workspace
        self.random = random.Random(seed)
        self.person = self.random.choice(list(self.place.people.values()))
        self.trail: list[str] = [f"seed {seed}"]

    async def run(self) -> None:
        for _ in range(STEPS):
            act = self.random.choice([self.type, self.press, self.press, self.press, self.submit,
                                      self.close, self.home, self.shortcut])  # fmt: skip
            self.trail.append(act.__name__)
            try:
                await act()
            except NotPossibleError:
                self.trail.append("(not possible)")
        while self.view is not None:
            await self.slack.close(self.person, self.view)

    @property
    def view(self) -> View | None:
        return self.place.views.top(self.person)

    async def type(self) -> None:
        if self.random.random() < 0.02:
            self.place.faults.plan(faults.RESPONSE_URL, faults.rate_limited(0))
        if self.view is None:
            text = self.random.choice(TEXTS)
            self.answered(await self.slack.command(self.person, self.place.hiring, text))

    async def press(self) -> None:
        found = list(self.pressable())
        if not found:
            return
        screen, block, element = self.random.choice(found)
        given: dict[str, Any] = {"block_id": block["block_id"]}
        if element["type"] == "button":
            given["value"] = element.get("value")
        else:
            given["option"] = self.random.choice(element["options"])["value"]
        self.trail.append(f"{element['action_id']} {given}")
        ack = await self.slack.press(self.person, screen, element["action_id"], **given)
        self.answered(ack)

    def pressable(self) -> Iterator[tuple[Message | View, dict[str, Any], dict[str, Any]]]:
        """Every button and menu that the person could press now."""
        home = self.place.views.home(self.person)
        screens: list[Message | View] = [self.view] if self.view else [
            *self.place.conversation(self.place.hiring, self.person)[-3:], *([home] if home else [])
        ]  # fmt: skip
        for screen in screens:
            for block in screen.blocks:
                elements = [*block.get("elements", []), block.get("element", {})]
                for element in elements:
                    if element.get("type") in {"button", "static_select"}:
                        yield screen, block, element

    async def submit(self) -> None:
        if self.view is not None and "submit" in self.view.given:
            values: dict[str, Any] = {}
            if any(block.get("block_id") == "share.channel" for block in self.view.blocks):
                values["share.channel"] = self.place.hiring.id
            self.answered(await self.slack.submit(self.person, self.view, values))

    async def close(self) -> None:
        if self.view is not None:
            await self.slack.close(self.person, self.view)

    async def home(self) -> None:
        self.answered(await self.slack.open_home(self.person))

    async def shortcut(self) -> None:
        if self.view is None:
            self.answered(await self.slack.shortcut(self.person, "ask.lookup"))

    def answered(self, ack: Any) -> None:
        assert ack.ok, (self.trail, ack)
        assert ack.problems == [], (self.trail, ack.problems)


async def test_random_flows(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    place = slack.workspace
    for seed in range(FLOWS):
        await Flow(slack, seed).run()
    await rolefit.stop()  # what is on its way to Slack is finished first
    public = [m for m in place.messages if m.author == "app" and not m.is_ephemeral]
    done = await rolefit.rows("select id from outbox where private = 0 and done_at is not null")
    assert len(public) == len(done) > 0
    assert "went wrong" not in json.dumps([message.text for message in place.messages])
