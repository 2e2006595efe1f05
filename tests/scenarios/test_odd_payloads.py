"""Payloads that are not shaped as Slack documents them: refused, or answered as well as can be.

Each real payload is broken in every place: a field is missing, null, or of another type.
"""

import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.hostile.payloads import (
    ALL,
    do_press_in_form,
    do_press_on_message,
    held,
    new_response_url,
    paths,
    send,
)
from tests.support.app import AppUnderTest, over_http
from tests.support.packs import PackFolder
from tests.support.slack import unanswered
from tests.support.workspace import HIRING, RECRUITER

WORD = "zanzibar"
OTHERS: tuple[Any, ...] = (None, 3, WORD, [WORD], {WORD: WORD})


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


def broken(whole: Json) -> Iterator[tuple[str, Json]]:
    """The payload with one thing wrong, once for each thing and way; what is wrong comes first."""
    for path in paths(whole):
        for other in OTHERS:
            changed = copy.deepcopy(whole)
            holder = held(changed, path[:-1])
            if type(holder[path[-1]]) is type(other):
                continue
            holder[path[-1]] = other
            yield f"{path}: {other}", changed
        changed = copy.deepcopy(whole)
        del held(changed, path[:-1])[path[-1]]
        yield f"{path} missing", changed


@pytest.mark.parametrize("do", ALL, ids=lambda do: do.__name__)
async def test_whatever_is_wrong_in_a_payload_nothing_fails(
    do: Any, slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    payload = await do(slack)
    assert await send(slack, payload) == 200
    caplog.clear()
    refused, odd = 0, []
    for wrong, changed in broken(payload):
        if changed.get("response_url") == payload.get("response_url") is not None:
            changed["response_url"] = new_response_url(slack)  # one serves five times
        status = await send(slack, changed)
        refused += status == 400
        if status not in (200, 400):
            odd.append((wrong, status))
    slack.take_problems()
    await rolefit.stop()
    assert odd == []
    if slack.app_url:
        assert refused
    ours = [record for record in caplog.records if record.name.startswith(("bot.", "aiohttp"))]
    assert [r.getMessage() for r in ours if r.levelno >= logging.ERROR] == []
    lines = [logging.Formatter().format(record) for record in ours]
    assert [line for line in lines if WORD in line or "\n" in line] == []
    misfits = [line for line in lines if "(misfit)" in line]
    assert len(misfits) >= max(1, refused)  # one line each


@over_http
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"user": None}, "Expected `object`, got `null` - at `$.user`"),
        ({"actions": []}, "Expected `array` of length >= 1 - at `$.actions`"),
        ({"team": None}, "it names no workspace"),
        ({"response_url": None}, "a press neither on a message nor in a view"),
        ({"view": {}}, "Object missing required field `id` - at `$.view`"),
    ],
)
async def test_a_payload_that_does_not_fit_is_refused_and_says_why(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    changes: Json,
    why: str,
) -> None:
    payload = await do_press_on_message(slack)
    assert await send(slack, {**payload, **changes}) == 400
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert line == f"a request was refused (misfit): not as Slack documents it: {why}"


@pytest.mark.parametrize(
    "event",
    ["reaction_added", "message", "message.channels", "team_join", "not_yet_invented", "message_2"],
)
async def test_an_event_that_nobody_listens_to_is_taken_and_logged(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, event: str
) -> None:
    assert (await slack.event({"type": event, "text": WORD, "user": "U1"})).status == 200
    assert f"nobody listens to {event}" in caplog.text
    assert WORD not in "".join(r.getMessage() for r in caplog.records if r.name[:4] == "bot.")


@pytest.mark.parametrize("event", [WORD, f"{WORD} 7", WORD.title(), f"{WORD}\n", "", WORD * 9])
async def test_an_event_of_an_odd_name_is_taken_too_and_not_named(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, event: str
) -> None:
    assert (await slack.event({"type": event})).status == 200
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert line == "nobody listens to another kind"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("interactive_message", {}),
        ("dialog_submission", {}),
        ("shortcut", {"callback_id": WORD}),
        ("block_actions", {"actions": [{"action_id": WORD, "action_ts": "1.2"}]}),  # in a view
        ("block_actions", {"actions": [{"action_id": "ask.share", "action_ts": "1.2"}]}),
    ],
)
@unanswered
async def test_what_nobody_answers_or_can_be_told_is_logged(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    more: Json,
) -> None:
    payload = await do_press_in_form(slack)
    status = await send(slack, {**payload, "type": kind, **more})
    assert status == (404 if slack.app_url else 0)  # so that Slack tells the person
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert lines[-1] == f"answered with 404: {kind}"
    assert WORD not in "".join(lines)


async def test_a_command_of_another_name_is_told_which_one_is_ours(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    told = (await slack.command(RECRUITER, HIRING, "php", command="/hire")).message
    assert told is not None
    assert told.text == "RoleFit answers /rolefit. Type /rolefit help for what it can do."


@pytest.mark.parametrize(
    ("told", "what_to_know"),
    [
        ({"type": "app_rate_limited", "minute_rate_limited": 1518467820}, "stay unanswered"),
        (
            {"type": "event_callback", "event": {"type": "app_uninstalled"}},
            "until it is installed again",
        ),
        (
            {
                "type": "event_callback",
                "event": {"type": "tokens_revoked", "tokens": {"bot": ["U0ROLEFIT"]}},
            },
            "SLACK_BOT_TOKEN is the new one",
        ),
    ],
    ids=["app_rate_limited", "app_uninstalled", "tokens_revoked"],
)
async def test_what_an_operator_has_to_know_is_taken_and_logged(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    told: Json,
    what_to_know: str,
) -> None:
    for name in ("message", "app_home_opened") * 20:  # however much else is told
        await slack.event({"type": name, "user": "U1"})
    assert await send(slack, {"team_id": "T1", "event_id": "Ev1", **told}) == 200
    [line] = [r.getMessage() for r in caplog.records if what_to_know in r.getMessage()]
    assert "U0ROLEFIT" not in line
    assert "T1" not in line
