"""More, In short and the menu of topics show another side of an answer in its place: each of any
pack's leads back, and says no less than the card before.
"""

import random
from pathlib import Path

import pytest

from bot.ask.answers import answer_text
from bot.ask.grammar import to_text
from bot.ask.lookup import build_looked_up
from bot.ask.messages import Answer, private_message
from bot.ask.requests import Advice
from bot.slack.ids import SWITCH
from knowledge.store import Store, open_store
from localslack.block_kit.validation import check_message, check_view
from tests.support.answers import random_answers
from tests.support.random_packs import write_random_pack
from tests.support.slack import as_sent

TRIES = 40  # cards of a pack
ADVICES = 10  # for each of its questionnaires


def sides(answer: Answer) -> list[str]:
    """The texts that buttons and the menu of a card put in its place."""
    found = []
    for control in answer.controls:
        if control["action_id"].startswith(SWITCH):
            options = [str(option["value"]) for option in control.get("options", [])]
            found += options or [str(control["value"])]
    return found


def texts_of(store: Store, chance: random.Random) -> list[str]:
    """What may be asked of a store: its entries, its roles side by side, and advice."""
    keys = [store.document(number).key for number in range(1, store.index.size + 1)]
    pairs = [f"{role} vs {other}" for role in store.roles for other in store.roles if role != other]
    advices = [
        to_text(Advice(asked.id, tuple(random_answers(asked, chance).items())))
        for asked in store.questionnaires.values()
        for _ in range(ADVICES)
    ]
    return [*keys, *pairs, *advices, "sources", "model"]


@pytest.mark.parametrize("seed", range(12))
def test_every_side_of_a_card_leads_back(seed: int, tmp_path: Path) -> None:
    store = open_store([write_random_pack(tmp_path / "pack", seed).path], tmp_path / "built")
    chance = random.Random(seed)
    texts = texts_of(store, chance)
    switched = 0
    for text in chance.sample(texts, min(TRIES, len(texts))):
        answer = answer_text(text, store)
        for side in sides(answer):
            other = answer_text(side, store)
            assert check_message(as_sent(private_message(other))) == []
            assert check_view(as_sent(build_looked_up(side, store))) == []
            assert other == answer or to_text(answer.question) in sides(other)
            switched += 1
    assert switched or len(store.roles) < 2


def test_a_card_is_followed_by_its_buttons_and_these_by_what_is_long(default_store: Store) -> None:
    for text in ("more role/php-developer", "php vs backend stack", "more interview/php-developer"):
        answer = answer_text(text, default_store)
        blocks = private_message(answer)["blocks"]
        buttons = len(answer.content)
        assert answer.details
        assert blocks[:buttons] == answer.content
        assert blocks[buttons]["type"] == "actions"
        assert blocks[buttons + 1 : buttons + 1 + len(answer.details)] == answer.details


def test_two_roles_are_first_told_apart(default_store: Store) -> None:
    said = private_message(answer_text("php vs backend", default_store))["text"]
    first, second, third, source, *_ = said.split("\n")
    assert first == "PHP developer or backend developer?"
    assert second.startswith("Choose a PHP developer if ")
    assert third.startswith("Choose a backend developer if ")
    assert source.startswith("Source: Digiqt")
