"""A second opinion on all that RoleFit sends: of Slack's own types, and of slackblocks.

The app and the local Slack come from one hand, and could be wrong together.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from slackblocks import InvalidUsageError

from bot.faq.listeners import build_form
from bot.slack.blocks import actions, button, confirm, header, menu, section
from bot.slack.manifest import build_manifest
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.contracts.rebuilding import rebuilt, significant
from tests.contracts.tour import ids_of_controls, tour
from tests.contracts.typescript import TypeScript
from tests.support.app import AppUnderTest

GOLDENS = Path(__file__).parents[1] / "bot" / "__snapshots__"
# Slack's own views and messages also take any block that has a type: here it must be a known one.
TYPES = """\
import type { HomeView, KnownBlock, ModalView, PlainTextOption } from "@slack/types";

type Message = { text: string; blocks: KnownBlock[] };

export type Home = Omit<HomeView, "blocks"> & { blocks: KnownBlock[] };
export type Modal = Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };
export type Options = { options: PlainTextOption[] };
export type Post = Message & { channel: string; thread_ts?: string };
export type Reply = Message & {
  response_type?: "ephemeral" | "in_channel";
  replace_original?: boolean;
};
"""


def type_of(payload: Json) -> str:
    """The name in TYPES of what a payload should be."""
    if "type" in payload:
        return {"home": "Home", "modal": "Modal"}[payload["type"]]
    if "options" in payload:
        return "Options"
    return "Post" if "channel" in payload else "Reply"


def complaints(payloads: Sequence[Json], typescript: TypeScript, folder: Path) -> dict[str, str]:
    """What Slack's types say against payloads, by the file that each is written to."""
    (folder / "types.ts").write_text(TYPES)
    for number, payload in enumerate(payloads):
        kind = type_of(payload)
        (folder / f"{number}.ts").write_text(
            f'import type {{ {kind} }} from "./types";\n'
            f"export const payload: {kind} = {json.dumps(payload, indent=2)};\n"
        )
    return typescript.complaints(folder, *(f"{n}.ts" for n in range(len(payloads))))


async def test_both_take_all_that_it_sends(
    slack: LocalSlack, rolefit: AppUnderTest, typescript: TypeScript, tmp_path: Path
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    toured = await tour(slack, rolefit)
    seen = json.dumps([toured, build_manifest(("help",))])
    assert {name for name in ids_of_controls() if f'"{name}' not in seen} == set()
    # An error in an acknowledgement is never reported: what Slack might not take is posted alone.
    assert {type_of(one) for one in toured if "context_actions" in json.dumps(one)} == {"Post"}
    goldens = [json.loads(file.read_text()) for file in sorted(GOLDENS.rglob("*.json"))]
    assert goldens
    for payload in [*toured, *goldens]:
        assert significant(rebuilt(payload)) == significant(payload)
    assert complaints([*toured, *goldens], typescript, tmp_path) == {}


def loosely(*elements: Any) -> Any:
    """Elements in a row, whatever they hold."""
    return actions(list(elements))


def reply(*blocks: Any) -> Json:
    return {"text": "Words", "blocks": [section("Words"), *blocks]}


def a_button(**more: object) -> Json:
    return dict(loosely(dict(button("Open", "a.b", "v")) | more))


def a_form(**more: object) -> Json:
    return {**build_form("faq/x"), **more}


FAULTS: dict[str, Json] = {
    "an unknown block": reply({"type": "banner", "text": "Words"}),
    "a misspelt key": reply({**section("Words"), "feilds": []}),
    "a key of another block": reply({**header("Words"), "fields": []}),
    "a button without words": reply(loosely({"type": "button", "action_id": "a.b"})),
    "a header in mrkdwn": reply({"type": "header", "text": section("Words")["text"]}),
    "a number for a text": reply(a_button(value=5)),
    "text among actions": reply(loosely(section("Words")["text"])),
    "a confirmation in mrkdwn": reply(
        a_button(confirm={**confirm("?", "?", "Yes", "No"), "deny": section("No")["text"]})
    ),
    "a modal without a title": {k: v for k, v in a_form().items() if k != "title"},
    "an unknown key of a view": a_form(notify_on_closing=True),
    "an unknown key of a message": {**reply(), "replace": True},
}
# What only one of the two knows to be wrong.
STYLES: dict[str, Json] = {
    "an unknown style": reply(a_button(style="primry")),
}
TOO_MUCH: dict[str, Json] = {
    "a long header": reply({**header("x"), "text": {**header("x")["text"], "text": "x" * 151}}),
    "a long value": reply(a_button(value="x" * 2001)),
    "many blocks": reply(*[section("Words")] * 50),
    "no options": reply(actions([menu("Choose", "a.b", [], None)])),
    "an alert in a message": reply({"type": "alert", "text": header("x")["text"]}),
    "an input without a submit button": {k: v for k, v in a_form().items() if k != "submit"},
}


def test_slacks_types_refuse_what_is_wrong(typescript: TypeScript, tmp_path: Path) -> None:
    wrong = FAULTS | STYLES
    refused = complaints(list(wrong.values()), typescript, tmp_path)
    assert [name for n, name in enumerate(wrong) if f"{n}.ts" not in refused] == []


@pytest.mark.parametrize("name", [*FAULTS, *TOO_MUCH])
def test_slackblocks_refuses_what_is_wrong(name: str) -> None:
    payload = (FAULTS | TOO_MUCH)[name]
    try:
        built = rebuilt(payload)
    except (InvalidUsageError, KeyError, TypeError):
        return
    assert significant(built) != significant(payload)


@pytest.mark.parametrize("payload", [reply(a_button()), a_form()])
def test_what_the_faults_are_made_of_is_right(payload: Json) -> None:
    assert significant(rebuilt(payload)) == significant(payload)
