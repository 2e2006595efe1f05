"""Texts that mean harm, or nothing: always an answer, never markup of theirs."""

import json

import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import action_ids, ask

pytestmark = pytest.mark.usefixtures("rolefit")


@pytest.mark.parametrize(
    "text",
    [
        *("payload", "my payload=x&text=y", "php vs backend payload", "schema OR", "NOT ("),
        *("😀", "😀 :tada: 👩🏽‍💻", "😀" * 4000, "x" * 4000, "why " * 1000),
        *("a\0b", "\0", "faq \0", "%00", "\u202e abc"),
        *("*", '"', "<", "&", "'; drop table documents; --"),
    ],
)
async def test_every_text_gets_an_answer(slack: LocalSlack, text: str) -> None:
    message = await ask(slack, text)
    assert message.blocks
    assert "went wrong" not in message.text
    assert action_ids(message)


@pytest.mark.parametrize("injected", ["<!channel>", "<@U1>", "<http://x|click>", "<!here|now> &"])
async def test_markup_in_a_question_never_reaches_slack(slack: LocalSlack, injected: str) -> None:
    for text in (injected, f"php vs {injected}", f"compare {injected} php", f"schema {injected}"):
        for escaped in (False, True):
            answer = await ask(slack, text, escaped=escaped)
            assert "<" not in json.dumps([answer.text, answer.blocks]), text


async def test_markup_in_a_pack_never_reaches_slack(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    hostile = "<!channel> <http://x|click> & *"
    for name, value in PACK_TEXTS.items():
        pack.write_text(name, value.replace("HOSTILE", hostile))
    await rolefit.restart()
    comparisons = ("php vs backend", "php vs backend stack", "php vs unheard", "php vs laravel")
    for text in (*comparisons, "php", "faq/schema-ownership", "sources", "schema tables odd"):
        message = await ask(slack, text)
        assert "<" not in json.dumps([message.text, _mrkdwn(message.blocks)]), text


def _mrkdwn(part: object) -> list[str]:
    """The texts in which Slack reads markup."""
    if isinstance(part, list):
        return [text for each in part for text in _mrkdwn(each)]
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            return [str(part["text"])]
        return [text for each in part.values() for text in _mrkdwn(each)]
    return []


PACK_TEXTS = {
    "roles/php-developer": """\
id: php-developer
name: PHP <!channel> &
title: PHP HOSTILE
aliases: [php, laravel developer]
text: HOSTILE
citations: [guide#scope]
owner: x
review_by: 2099-01-01
""",
    "faqs/all": """\
- id: schema-ownership
  title: Who owns the schema? HOSTILE
  label: <!channel>
  text: HOSTILE
  citations: [guide#scope]
  notes: [{text: "HOSTILE", dated: 2026-01-01}]
  keywords: [schema, tables]
  owner: x
  review_by: 2099-01-01
""",
    "comparisons/stack": """\
id: stack
title: HOSTILE
label: Stack <!here>
text: HOSTILE
citations: [guide#stack]
owner: x
review_by: 2099-01-01
aspects:
  - id: frameworks
    title: HOSTILE aspect
    roles:
      php-developer: {focus: HOSTILE, practice: HOSTILE}
      backend-developer: {focus: HOSTILE, practice: HOSTILE}
    why: HOSTILE
    citations: [guide#stack]
    owner: x
    review_by: 2099-01-01
""",
    "sources": """\
- id: guide
  title: HOSTILE guide
  text: HOSTILE
  owner: x
  review_by: 2099-01-01
  publisher: HOSTILE
  interest: HOSTILE
  published: 2026-02-11
  sections: ["guide#scope", "guide#scope/contracts", "guide#stack", "guide#pay"]
- id: essay
  title: HOSTILE essay
  text: HOSTILE
  owner: x
  review_by: 2099-01-01
  publisher: null
  interest: null
  published: null
  sections: ["essay#intro", "essay#cms"]
""",
}
