"""The text that screen readers and notifications speak, of all messages of a tour."""

import re

import pytest

from bot.slack.blocks import actions, button, context, message, section
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.contracts.tour import tour
from tests.support.app import AppUnderTest

LONGEST_TEXT = 4_000  # characters; what Slack suggests for a message
DOUBLED = re.compile(r"[?!.,;:…]\s*[.,;:?!]|\s[.,;:?!](?=\s|$)")
MARK = re.compile(r"[*`~]|(?<!\w)_|_(?!\w)")
SPELT_OUT = re.compile(r"<|>|&\w+;")
RESOLVED = re.compile(r"<@U\w+>")  # Slack speaks the name


def heard(text: str) -> str:
    """A message's text as Slack hands it to a screen reader, but for the links in it."""
    named = RESOLVED.sub("@somebody", text)
    return named.replace("&lt;", "‹").replace("&gt;", "›").replace("&amp;", "&")


def faults_of(text: str) -> list[str]:
    spoken = heard(text)
    found = [match[0] for sign in (DOUBLED, MARK, SPELT_OUT) for match in sign.finditer(spoken)]
    found += [line for line in spoken.splitlines() if not re.search(r"\w", line)]
    return found + ([] if 0 < len(spoken) <= LONGEST_TEXT else [f"{len(spoken)} characters"])


async def test_every_message_can_be_spoken(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    sent: list[Json] = [payload for payload in await tour(slack, rolefit) if "text" in payload]
    assert len(sent) > 100
    faults = {payload["text"]: faults_of(payload["text"]) for payload in sent}
    assert {text: found for text, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Choose: Which fits us?.", "Choose: Which fits us?, Share.", "*Bold*", "`code`",
        "_It says_", "See <https://acme.example|this>", "R&amp;amp;D", "", "Yes..", "Yes .",
    ],
)  # fmt: skip
def test_what_cannot_be_spoken_is_found(text: str) -> None:
    assert faults_of(text)


def test_names_and_links_are_spoken_as_they_are_seen() -> None:
    buttons = [button(name, f"a.b.{n}", "v") for n, name in enumerate(("Why?", "A", "B!", "C"))]
    built = message([section("_See_ <https://acme.example|*this*>"), actions(buttons)])
    assert built["text"] == "See this\nChoose: Why? A, B! C."
    assert message([context("snake_case `x`"), actions(buttons[:1])])["text"] == (
        "snake_case x\nChoose: Why?"
    )
