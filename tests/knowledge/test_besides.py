"""What a brief names beside its answers: technologies and roles, in the pack's spelling, carried
with the answers and put into the post and the verdict.
"""

import random

import pytest

from knowledge.advice.besides import CARRIED, NAMED_ROLES, WORKS_WITH, read_besides
from knowledge.advice.kickoff import write_kickoff
from knowledge.advice.rules import UnknownAnswerError, read_answers, valid_answers
from knowledge.briefs.reader import read_all
from knowledge.packs.questionnaire import Technology
from knowledge.store import Store, open_store
from tests.support.advice import advise_on, only_questionnaire
from tests.support.answers import random_answers

STORE = open_store()
ASKED = only_questionnaire(STORE)
ESTATE = next(one for one in ASKED.questions if one.technologies)
TECHNOLOGIES = {one.id: one for one in ESTATE.technologies}


def answers_of(text: str) -> dict[str, str]:
    """What advice on a text is made from."""
    return {name: one.option for name, one in read_all(text, STORE, ASKED.id).items()}


def titles(text: str) -> list[str]:
    """The titles that advice on a text posts."""
    return [post.title for post in advise_on(STORE, answers_of(text)).posts]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Build new forms and page types in our wordpress site.", "PHP developer (WordPress)"),
        ("We run a WP site and need plug-ins.", "PHP developer (WordPress)"),
        ("Our laravel app needs new features every week.", "PHP developer (Laravel)"),
        ("New bundles and vouchers for our SHOPWARE shop.", "PHP developer (Shopware)"),
        (
            "Keep our nine services in Go and Kotlin healthy; API contracts between them.",
            "Backend developer (Go, Kotlin)",
        ),
        (
            "Everything we have is one Ruby on Rails program. Forms have to be built in it.",
            "Backend developer (Ruby)",
        ),
    ],
)
def test_what_the_work_is_in_stands_in_the_title(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_a_word_that_is_a_name_as_well_counts_only_as_a_name() -> None:
    text = "We go live in May and go on with our nine services; API contracts between them. Go!"
    assert WORKS_WITH not in answers_of(text)


def test_what_is_only_wished_denied_or_elsewhere_is_not_named() -> None:
    forms = "Build new forms and page types in our WordPress site."
    for besides in (
        "Solid in Drupal or Joomla is welcome.",
        "No Drupal here, and none planned.",
        "Our old Java services stay with another team.",
    ):
        assert titles(f"{forms} {besides}") == ["PHP developer (WordPress)"]


def test_more_than_two_stand_on_a_line_of_their_own() -> None:
    text = "Keep our nine services in Python, Kotlin and Rust healthy; contracts between them."
    [post] = advise_on(STORE, answers_of(text)).posts
    assert post.title == "Backend developer"
    assert "\nWorks with: Python, Kotlin, Rust\n" in post.text


@pytest.mark.parametrize("technology", TECHNOLOGIES.values(), ids=TECHNOLOGIES)
def test_each_technology_stands_in_posts_as_the_pack_spells_it(technology: Technology) -> None:
    for option in technology.of:
        answers = {"estate": option, "main-work": "app-and-systems", WORKS_WITH: technology.id}
        posts = advise_on(STORE, {**answers, "seats": "several"}).posts
        assert sum(f"({technology.name})" in post.title for post in posts) == 1


def test_what_is_carried_says_ids_of_the_pack_alone() -> None:
    chance = random.Random(1)
    for _ in range(60):
        answers = random_answers(ASKED, chance)
        some = chance.sample([*TECHNOLOGIES, "evil", "<!channel>", "", "a--b"], 4)
        carried = {
            WORKS_WITH: "--".join(some),
            NAMED_ROLES: chance.choice(["backend-developer", "boss", "php-developer--x", "--"]),
        }
        kept = valid_answers(ASKED, answers | carried)
        assert {**kept} == valid_answers(ASKED, kept)
        assert {name: kept[name] for name in kept if name not in CARRIED} == {
            name: kept[name] for name in answers if name in kept
        }
        named = kept.get(WORKS_WITH, "").split("--") if WORKS_WITH in kept else []
        assert all(one in some and one in TECHNOLOGIES for one in named)
        assert {*kept.get(NAMED_ROLES, "").split("--")} <= {"", *ASKED.roles}
        assert advise_on(STORE, kept) == advise_on(STORE, answers | carried)
        assert read_answers(ASKED, kept) == read_answers(ASKED, answers)


@pytest.mark.parametrize("value", [None, 3, [], {"a": 1}, "", "x" * 4_000])
def test_anything_else_beside_the_answers_says_nothing(value: object) -> None:
    given = {"main-work": "web-features", WORKS_WITH: value, NAMED_ROLES: value}
    assert advise_on(STORE, given).posts == advise_on(STORE, {"main-work": "web-features"}).posts
    with pytest.raises(UnknownAnswerError):
        advise_on(STORE, given | {"works_with": "wordpress"})


def test_who_changes_what_the_work_is_in_takes_its_names_away() -> None:
    given = answers_of("Build new forms and page types in our WordPress site.")
    assert [one.name for one in read_besides(ASKED, given).works_with] == ["WordPress"]
    for other in ("php-app", "other-language", "several", "nothing-yet"):
        changed = valid_answers(ASKED, given | {"estate": other})
        assert WORKS_WITH not in changed
    assert WORKS_WITH in valid_answers(ASKED, given | {"estate": "dont-know"})


def test_the_verdict_answers_the_briefs_own_either_or() -> None:
    forms = "Build new forms and page types in our WordPress site."
    alone = advise_on(STORE, answers_of(forms))
    assert alone.sentence == "Post a PHP developer."
    for named in ("The budget line says backend developer.", "HR wants a Backend Engineer."):
        advice = advise_on(STORE, answers_of(f"{forms} {named}"))
        assert advice.sentence == "Post a PHP developer, not a backend developer."
    services = "Keep our nine services healthy; API contracts between them. HR says PHP developer."
    advice = advise_on(STORE, answers_of(services))
    assert advice.sentence == "Post a backend developer, not a PHP developer."
    own = advise_on(STORE, answers_of(f"{forms} HR says PHP developer."))
    assert own.sentence == "Post a PHP developer."


def test_no_role_is_ruled_out_whose_work_would_have_no_owner() -> None:
    given = {"main-work": "web-features", "estate": "cms", "apis": "both", "seats": "one"}
    advice = advise_on(STORE, given | {NAMED_ROLES: "backend-developer"})
    assert advice.unowned
    assert advice.sentence == advise_on(STORE, given).sentence


def test_a_sheet_names_what_the_work_is_in(default_store: Store) -> None:
    given = answers_of("Build new forms and page types in our WordPress site.")
    sheet = write_kickoff(default_store, advise_on(default_store, given))
    [opening] = [one for one in sheet.sections if one.heading == "Opening"]
    assert [line.text for line in opening.lines] == ["PHP developer (WordPress)"]
