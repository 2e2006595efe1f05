"""Texts as long as Slack lets through, of shapes that make a careless pattern read them time and
again: four times the text never costs more than some four times the work.
"""

import copy
import time
from typing import Any

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.slack import LocalSlack
from tests.hostile import payloads
from tests.hostile.payloads import Deed, held, new_response_url, send
from tests.support.app import AppUnderTest, over_http
from tests.support.packs import PackFolder

pytestmark = over_http  # sockets bring the same texts to the same listeners

LONGEST = 40_000  # characters
MOST_TIMES = 8  # as much work for four times as much; what is quadratic takes sixteen
ATTEMPTS = 2
SHAPES = {
    "letters": "x",
    "Chinese": "雇",
    "base64": "aGk5Zm9v+/",
    "at": "@",
    "addresses": "a.b@",
    "brackets": "<",
    "mentions": "<@U1|",
    "links": "<https://x.example|",
    "escaped": "&amp;",
    "spaces": " \n\t",
    "digits": "7",
    "numbers": "12-34 ",
    "a word": "backend ",
    "questions": "what? ",
    "emoji": ":wave:",
    "roles": "php vs ",
    "clauses": "we need laravel, ",
    "JSON": '{"a":[',
}
ENTRIES: dict[str, tuple[Deed, tuple[Any, ...], str]] = {
    "a command": (payloads.do_command, ("text",), ""),
    "a brief": (payloads.do_command, ("text",), "advise "),
    "a comparison": (payloads.do_command, ("text",), "php vs "),
    "a mention": (payloads.do_mention, ("event", "text"), "<@U0APP> "),
    "a message": (payloads.do_message_shortcut, ("message", "text"), ""),
    "typing": (payloads.do_typing, ("value",), ""),
    "a vote": (payloads.do_vote, ("actions", 0, "value"), ""),
    "a button": (payloads.do_share, ("actions", 0, "value"), ""),
    "a choice": (payloads.do_press_on_message, ("actions", 0, "selected_option", "value"), ""),
    "a step": (payloads.do_step, ("view", "private_metadata"), ""),
    "a form": (payloads.do_press_in_form, ("view", "private_metadata"), ""),
    "a shared one": (payloads.do_share_from_modal, ("view", "private_metadata"), ""),
}


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own: the more is known, the more a text may meet."""
    return PackFolder(DEFAULT_PACK)


@pytest.mark.parametrize(("do", "place", "start"), ENTRIES.values(), ids=ENTRIES)
async def test_no_text_costs_more_than_its_length(
    slack: LocalSlack, rolefit: AppUnderTest, do: Deed, place: tuple[Any, ...], start: str
) -> None:
    payload = await do(slack)

    async def cost(text: str) -> float:
        """CPU seconds of the event loop for this text, at best."""
        best = float("inf")
        for _ in range(ATTEMPTS):
            sent = copy.deepcopy(payload)
            held(sent, place[:-1])[place[-1]] = text
            if "response_url" in sent:
                sent["response_url"] = new_response_url(slack)
            if "event" in sent:
                sent["event_id"] = f"Ev{time.monotonic_ns()}"
                sent["event"]["ts"] = f"{time.monotonic_ns() // 1000}.000100"[-17:]
            began = time.thread_time()
            assert await send(slack, sent) in (200, 400, 404)
            best = min(best, time.thread_time() - began)
        return best

    too_much = {}
    for name, shape in SHAPES.items():
        texts = [(start + shape * size)[:size] for size in (LONGEST, LONGEST // 4)]
        long, short = [await cost(text) for text in texts]
        if long > MOST_TIMES * short:
            too_much[name] = long / short
    slack.take_problems()
    assert too_much == {}
