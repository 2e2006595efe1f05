"""What the benchmark sends gets the answer that it takes for right."""

from collections.abc import Callable

import pytest

from bot.ask.answers import answer_text
from knowledge.store import Store
from tests.bench.commands import Texts, comparison_texts, keyword_texts, question_texts
from tests.bench.variants import FEWEST_QUERIES
from tests.bench.wire import NUMBER


@pytest.mark.parametrize("texts", [keyword_texts, question_texts, comparison_texts])
def test_each_text_is_answered_by_its_header(
    texts: Callable[[Store], Texts], default_store: Store
) -> None:
    sent = texts(default_store)
    assert len(sent) >= FEWEST_QUERIES
    for text, header in sent.items():
        found = answer_text(text.replace(NUMBER, "012345678"), default_store)
        assert found.content[0]["text"]["text"] == header
