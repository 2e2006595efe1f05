"""What a server that follows its packs holds on to."""

import gc
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ask.answers import answer_text
from knowledge.live import LiveStore
from knowledge.packs.shipped import DEFAULT_PACK

TEXTS = (
    "php vs backend", "php", "compare php testing", "faq salary", "model", "sources", "help",
    "how do we check that a dev knows caching", "who tunes the cashing?", "advise", "kickoff",
    "advise we rebuild a Laravel shop, two devs for three months, remote",
    "is a data scientist right for this", "would you hire Maria", "interview questions php dev",
    "Which one handles queues? And how many weeks does that take?", "zeppelins over zanzibar",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """As ever after."""
    yield
    gc.enable()


def test_a_store_that_no_longer_serves_is_let_go(tmp_path: Path) -> None:
    """With all that was made of it, or a server whose packs are edited would grow; at once, since
    the first store is none of the garbage collector's any more.
    """
    pack = tmp_path / "pack"
    shutil.copytree(DEFAULT_PACK, pack)
    live = LiveStore([pack], tmp_path / "built")
    answered = [answer_text(text, live.current).outcome for text in TEXTS]
    assert len({*answered}) > 1
    before = weakref.ref(live.current)
    gc.disable()
    with (pack / "pack.yaml").open("a") as part:
        part.write("# edited\n")
    assert live.refresh()
    assert [answer_text(text, live.current).outcome for text in TEXTS] == answered
    assert before() is None
