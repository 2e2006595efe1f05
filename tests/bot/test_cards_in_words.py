"""Every card of the packs that come with RoleFit, as somebody reads it on a phone."""

import random
import re
from collections.abc import Iterator

import pytest

from bot.ask.answers import answer_text
from bot.ask.messages import Answer
from knowledge.packs.shipped import shipped_packs
from knowledge.store import Store, open_store

LONGEST = 25  # words in a sentence
OTHERS = (
    "sources",
    "model",
    "zeppelins",
    "wordpress paints mars zeppelins",
    "kickoff",
    "kickoff php-or-backend main-work=app-and-systems estate=cms apis=both seats=one",
    "kickoff php-or-backend estate=other-language apis=both length=task place=abroad",
    "sheet interview/php-developer",
    "sheet interview/backend-developer",
)

SENTENCE_END = re.compile(r"(?<=[.!?])[*_]*\s+|\n|→|:\* ")
NO_SENTENCE = (
    "*As answered:* ",
    "Source: ",
    "I can tell you about: ",
    "_Our sources name no drawbacks of these: ",
)


@pytest.fixture(scope="module", params=sorted(shipped_packs()))
def shipped(request: pytest.FixtureRequest) -> Store:
    return open_store([shipped_packs()[request.param]])


def every_text(store: Store) -> Iterator[str]:
    """What opens each card of a store."""
    yield from OTHERS
    yield from (store.document(number).key for number in range(1, store.index.size + 1))
    yield from (f"more {store.document(number).key}" for number in range(1, store.index.size + 1))
    for role, others in store.compared_with.items():
        for other in others:
            yield f"{role} vs {other}"
            yield from (f"{role} vs {other} {one}" for one in store.dimensions_of(role, other))


def advices(store: Store) -> Iterator[str]:
    """Each side of what many answers to each questionnaire come to, and the kickoff sheet."""
    chance = random.Random(15)
    for asked in store.questionnaires.values():
        for _ in range(400):
            given = [(q.id, chance.choice(q.options).id) for q in asked.questions]
            some = sorted(chance.sample(given, chance.randint(1, len(given))))
            answers = " ".join(f"{question}={option}" for question, option in some)
            sheets = ("advice", "more advice", "post advice", "kickoff")
            yield from (f"{sheet} {asked.id} {answers}" for sheet in sheets)


def sentences(answer: Answer) -> Iterator[str]:
    """What a card says, sentence by sentence; lists of names are none."""
    for block in answer.public:
        texts = [block["text"]] if "text" in block else []
        for text in (*texts, *block.get("fields", ()), *block.get("elements", ())):
            words = str(text.get("text", ""))
            if not words.startswith(NO_SENTENCE):
                yield from SENTENCE_END.split(words)


def test_no_sentence_on_a_card_is_long(shipped: Store) -> None:
    said = {one for text in every_text(shipped) for one in sentences(answer_text(text, shipped))}
    assert len(said) > 500
    assert [one for one in sorted(said) if len(one.split()) > LONGEST] == []


def test_no_sentence_of_an_advice_is_long(shipped: Store) -> None:
    said = {one for text in advices(shipped) for one in sentences(answer_text(text, shipped))}
    assert len(said) > 300
    assert [one for one in sorted(said) if len(one.split()) > LONGEST] == []


def test_where_the_sources_are_silent_it_says_what_to_do_instead(shipped: Store) -> None:
    gaps = [one for one in shipped.uncovered.values() if one.is_gap]
    assert len(gaps) > 20
    assert [one.id for one in gaps if not one.instead] == []
    for gap in gaps[:5]:
        said = [*sentences(answer_text(f"faq {gap.also_asked[0]}", shipped))]
        assert any(gap.instead and gap.instead.split(". ")[0].rstrip(".") in one for one in said)


def test_a_kit_asks_questions_and_a_role_says_when(shipped: Store) -> None:
    for kit in shipped.interviews.values():
        asked = [probe.asks or "" for probe in kit.probes]
        assert all(one.endswith(("?", ".")) and len(one.split()) <= LONGEST for one in asked)
    for questionnaire in shipped.questionnaires.values():
        assert shipped.tells_apart(*questionnaire.roles)
