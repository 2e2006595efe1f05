"""Texts for the post, of any pack: they follow the answers, and contradict none."""

import random
import re
from collections.abc import Iterator

import pytest

from knowledge.advice.explanation import Advice, advise
from knowledge.advice.posts import Post
from knowledge.packs.questionnaire import Questionnaire
from knowledge.packs.shipped import shipped_packs
from knowledge.store import Store, open_store
from tests.knowledge.test_advice import BACKEND, STORE
from tests.support.advice import advise_on, only_questionnaire
from tests.support.answers import random_answers
from tests.support.random_packs import write_random_pack

TRIES = 150
RANDOM_PACKS = 6
MENDED = {"integration-boundaries", "scalability"}  # aspects that stand in posts


@pytest.fixture(scope="module", params=[*sorted(shipped_packs()), *range(RANDOM_PACKS)])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    if isinstance(request.param, str):
        return open_store([shipped_packs()[request.param]])
    folder = tmp_path_factory.mktemp("random")
    return open_store([write_random_pack(folder / "pack", request.param).path], folder / "built")


def written(store: Store) -> Iterator[tuple[Questionnaire, Advice, Post]]:
    """Posts for answers made by chance."""
    chance = random.Random(15)
    for asked in store.questionnaires.values():
        for _ in range(TRIES):
            advice = advise(store, asked, random_answers(asked, chance))
            yield from ((asked, advice, post) for post in advice.posts)


def test_every_line_of_a_post_has_its_source_or_is_a_rule(store: Store) -> None:
    for asked, advice, post in written(store):
        chosen = [o for q in asked.questions for o in q.options if advice.answers.get(q.id) == o.id]
        own = {option.duties[post.role] for option in chosen if post.role in option.duties}
        assert all(line.citations for line in post.lines if line.text in own)
        assert advice.is_denied or all(line.citations for line in post.lines)
        body = [line.text for line in post.lines]
        assert all(text in post.text for text in body)
        assert len(body) == len(set(body))


def test_what_a_role_does_not_own_is_the_others_part_and_no_duty(store: Store) -> None:
    for asked, advice, post in written(store):
        [other] = {*asked.roles} - {post.role}
        included = {duty.text for duty in (*post.duties, *post.often)}
        for left in post.left:
            named = [o for q in asked.questions for o in q.options if o.said == left.text]
            assert any(other in option.points for option in named)
            assert not included & {duty for o in named for duty in o.duties.values()}
            assert not any(
                post.role in o.points
                for q in asked.questions
                for o in q.options
                if o in named and advice.answers.get(q.id) == o.id
            )


def test_what_the_answers_make_the_role_do_stands_first(store: Store) -> None:
    for asked, advice, post in written(store):
        chosen = [o for q in asked.questions for o in q.options if advice.answers.get(q.id) == o.id]
        said = {duty for option in chosen for duty in option.duties.values()}
        assert {duty.text for duty in post.often}.isdisjoint(said)
        if post.often:
            assert len(post.duties) < 3


def test_a_post_follows_the_answers() -> None:
    answers = {"main-work": "web-features", "estate": "cms", "apis": "both", "seats": "one"}
    [post] = advise_on(STORE, answers).posts
    assert post.title == "PHP developer (CMS)"
    assert [duty.text for duty in post.duties] == [
        "Builds features and plug-ins for sites or web applications.",
        "Writes the endpoints of one application.",
    ]
    assert post.text.endswith("This role does not own:\n- rules between systems (API contracts)")


def test_a_post_disowns_only_work_that_was_spoken_of() -> None:
    alone = advise_on(STORE, {"main-work": "web-features", "estate": "cms", "apis": "endpoints"})
    [post] = alone.posts
    assert "own" not in post.text
    assert post.left == ()
    two = advise_on(STORE, {"main-work": "app-and-systems", "apis": "both", "seats": "several"})
    assert all("This role does not own:\n- " in post.text for post in two.posts)


def test_a_setting_that_is_not_stated_stands_in_no_title() -> None:
    for estate in ("php-app", "php-and-services", "several"):
        advice = advise_on(STORE, {"main-work": "app-and-systems", "estate": estate})
        assert [post.title for post in advice.posts] == ["PHP developer", "Backend developer"]


@pytest.mark.parametrize("apis", ["endpoints", "both", "contracts"])
def test_in_another_language_the_work_is_the_backend_developers(apis: str) -> None:
    advice = advise_on(
        STORE, {"estate": "other-language", "apis": apis, "main-work": "web-features"}
    )
    assert advice.decision.role == BACKEND
    assert advice.sentence.startswith("Post a backend developer in that language.")
    assert advice.unowned == ()
    assert advice.pointing == 2
    [post] = advice.posts
    assert post.left == ()
    assert "Builds features" in post.text
    assert post.title == "Backend developer"
    assert post.text.split("\n")[1] == "[language] · [level] · [place] · [pay]"


JARGON = re.compile(r"\b(?:shard\w*|SDKs?|federat\w+|latency|idempot\w+|SLOs?|throttl\w+)\b", re.I)


def test_what_people_read_of_our_own_pack_has_terms_in_brackets_at_most() -> None:
    asked = only_questionnaire(STORE)
    for option in (o for question in asked.questions for o in question.options):
        for text in (option.said, *option.duties.values(), *option.because.values()):
            assert not JARGON.search(re.sub(r"\(.*?\)", "", text)), text
    aspects = [one for d in STORE.dimensions.values() if d.duties for one in d.aspects]
    kept = [c.focus for one in aspects if one.id in MENDED for c in one.roles.values()]
    assert kept
    assert not any(JARGON.search(re.sub(r"\(.*?\)", "", text)) for text in kept)
