"""Briefs: what a text says of the job, in its own words, and what it only mentions."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.personal_traits import without_traits
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import LONGEST_BRIEF, Given
from knowledge.packs.loader import load_pack
from knowledge.store import open_store
from tests.support.advice import advise_on, only_questionnaire, read_in
from tests.support.app import REPOSITORY
from tests.support.hostile import PIECES, hostile_texts
from tests.support.packs import PackFolder
from tests.support.small_questionnaire import QUESTION, ask

STORE = open_store()
QUESTIONNAIRE = only_questionnaire(STORE)
PAGE_ORDER = [question.id for question in QUESTIONNAIRE.questions]
OPTIONS = {q.id: {option.id for option in q.options} for q in QUESTIONNAIRE.questions}
PHP = "php-developer"
BACKEND = "backend-developer"


def read(text: str) -> dict[str, Given]:
    """What a text says, with what is promised of every answer looked up."""
    found = read_in(STORE, text)
    for question, one in found.items():
        assert one.option in OPTIONS[question]
        assert one.span in text
        assert 0 < len(one.span) <= LONGEST_SPAN
        assert one.span.splitlines() == [one.span]
        assert list(without_traits(one.span, 0, len(one.span))) == [(0, len(one.span))]
    assert list(found) == sorted(found, key=PAGE_ORDER.index)
    return found


def options(text: str) -> dict[str, str]:
    return {name: one.option for name, one in read(text).items()}


def advice(text: str) -> tuple[str, str | None]:
    """The verdict on what a text says, and its role."""
    return advise_on(STORE, options(text)).decision.outcome


FEATURES = "Forms and templates for our WordPress site."
PARTNERS = "Five partners send orders into our systems through one API with a gateway and quotas."


@pytest.mark.parametrize(
    ("text", "role", "question", "option", "span"),
    [
        (FEATURES, PHP, "main-work", "web-features", FEATURES),
        (FEATURES, PHP, "estate", "cms", FEATURES),
        ("WRITE PLUGINS FOR OUR WORDPRESS SITE", PHP, "main-work", "web-features",
         "WRITE PLUGINS FOR OUR WORDPRESS SITE"),
        ("We run one Symfony application. Someone must upgrade PHP, write tests and fix the bugs.",
         PHP, "main-work", "steady-app", "Someone must upgrade PHP"),
        ("Our shop is slow.", PHP, "performance", "pages", "Our shop is slow."),
        (PARTNERS, BACKEND, "apis", "contracts", "API with a gateway and quotas."),
        ("We want to split the monolith into services, with Kafka between them.", BACKEND,
         "main-work", "split-app", "We want to split the monolith into services"),
        ("Our services time out when they call each other, and nobody watches the pipelines.",
         BACKEND, "performance", "between", "Our services time out when they call each other"),
        ("Our services time out when they call each other, and nobody watches the pipelines.",
         BACKEND, "operations", "many-services", "and nobody watches the pipelines."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_job_decides_and_is_quoted(
    text: str, role: str, question: str, option: str, span: str
) -> None:
    assert advice(text) == ("role", role)
    found = read(text)[question]
    assert found.option == option
    assert span in found.span


WORK_INSIDE = [
    "Our {site} needs new forms and a better search for the editors.",
    "Somebody has to build landing pages, forms and a newsletter box in our {site}.",
    "This hire writes plug-ins and templates for our {site}.",
]
SITES = ["WordPress site", "Drupal site", "Magento shop", "TYPO3 pages", "Laravel shop"]
WORK_BETWEEN = [
    "Five partners have to send orders into our systems, through one API with a gateway.",
    "The monolith must be split into services, with events between them.",
    "Our services wait for each other, calls time out, and nobody owns the contracts between them.",
]
BESIDE_INSIDE = [
    "Another team owns the API gateway and the event streams.",
    "The platform team runs Kafka and all the services.",
    "We gave up the plan to split it into services.",
    "The API gateway works fine.",
    "An old colleague told me that we need Kafka and an API gateway.",
    "Not needed:\n- an API gateway\n- Kafka",
]
BESIDE_BETWEEN = [
    "An agency makes the WordPress pages and keeps doing so.",
    "The website with its forms has its own developer.",
    "Somebody suggested a new WordPress theme; we dropped that.",
]
SMALL_TALK = [
    "Good morning everybody!", "Thanks a lot, and have a nice weekend.", "Lunch?",
    "The coffee machine on the second floor works again.", "Who took my umbrella?",
    "Does anyone know a good dentist?", "I'm on holiday until Monday.", "Happy birthday!",
    "Can somebody book the big room for the workshop?", "We need somebody nice.",
    "My train is late", "lunch at noon?", "my laptop is slow", "", " \n\t ", "😀",
]  # fmt: skip

INSIDE = st.builds(
    lambda sentence, site: sentence.format(site=site),
    st.sampled_from(WORK_INSIDE),
    st.sampled_from(SITES),
)
BETWEEN = st.sampled_from(WORK_BETWEEN)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("WordPress site, new marketplace with partner APIs", ("both", None)),
        ("TYPO3 intranet + supplier platform", ("both", None)),
        ("Drupal forms, slow pages", ("role", PHP)),
        ("split the monolith / event streams", ("role", BACKEND)),
        ("senior dev, asap", ("unclear", None)),
        ("no gateway, Drupal forms", ("role", PHP)),
    ],
)
def test_what_a_list_names_is_work(text: str, outcome: tuple[str, str | None]) -> None:
    assert advice(text) == outcome


@pytest.mark.parametrize("text", ["monolith", "our API", "the marketplace?", "php", "WordPress"])
def test_one_word_says_nothing_of_the_work(text: str) -> None:
    assert read(text) == {}


def test_what_is_only_mentioned_says_nothing_alone() -> None:
    for text in (*BESIDE_INSIDE, *BESIDE_BETWEEN, *SMALL_TALK):
        assert read(text) == {}, text


@given(INSIDE, st.sampled_from([*BESIDE_INSIDE, *SMALL_TALK]), st.booleans())
def test_what_is_only_mentioned_does_not_decide_against_work_inside(
    job: str, aside: str, first: bool
) -> None:
    text = f"{aside}\n\n{job}" if first else f"{job} {aside}"
    assert advice(text) == ("role", PHP)
    told = {name: one.span for name, one in read(text).items() if name != "covered"}
    assert all(span in job for span in told.values())


@given(BETWEEN, st.sampled_from([*BESIDE_BETWEEN, *SMALL_TALK]), st.booleans())
def test_what_is_only_mentioned_does_not_decide_against_work_between(
    job: str, aside: str, first: bool
) -> None:
    text = f"{aside}\n\n{job}" if first else f"{job} {aside}"
    assert advice(text) == ("role", BACKEND)
    assert not {"web-features", "steady-app", "cms"} & set(options(text).values())


@given(INSIDE, BETWEEN, st.booleans())
def test_two_jobs_are_two_roles(inside: str, between: str, swapped: bool) -> None:
    one, other = (between, inside) if swapped else (inside, between)
    text = f"We can hire two people. One: {one} The other: {other}"
    assert advice(text) == ("both", None)
    assert read(text)["seats"] == Given("several", "We can hire two people.")


@pytest.mark.parametrize(
    "title",
    [
        "Looking for a senior backend developer (m/f/d).",
        "We search a WordPress developer.",
        "Kubernetes engineers wanted",
        "php",
    ],
)
def test_a_title_is_no_job(title: str) -> None:
    assert read(title) == {}


def test_the_work_decides_and_not_the_title() -> None:
    text = "The title says backend engineer, but all the work is themes for our WordPress site."
    assert advice(text) == ("role", PHP)


def test_two_sides_of_a_question_are_what_unites_them() -> None:
    text = "Two jobs: the shop's pages load slowly, and calls between our services time out."
    found = read(text)
    assert found["performance"].option == "both"
    assert advice(text) == ("both", None)


@pytest.mark.parametrize(
    "text",
    [
        "We need an iOS developer for our app, screens and animations.",
        "We need a data scientist who builds forecasting models in Python notebooks.",
        "Our product needs a designer who draws the screens in Figma.",
        "ios developer",
        "qa tester for our mobile game",
    ],
)
def test_work_of_no_covered_role_is_elsewhere(text: str) -> None:
    assert read(text) == {"main-work": Given("elsewhere", text)}
    assert advice(text) == ("neither", None)


def test_work_elsewhere_beside_a_job_does_not_hide_it() -> None:
    text = f"{FEATURES} Our pages are slow. Next year comes an iOS developer for our app."
    assert options(text)["main-work"] != "elsewhere"
    assert advice(text) == ("role", PHP)


@pytest.mark.parametrize(
    "text",
    [
        "Everything we have is one Ruby on Rails program. Invoice forms have to be built in it.",
        "Our program is in C#, one solution. Fix its bugs and build new reports.",
        "Our accounting program is written in Python, one application, and needs new features.",
    ],
)
def test_an_application_in_another_language_is_work_for_a_backend_developer(text: str) -> None:
    assert options(text)["estate"] == "other-language"
    assert advice(text) == ("role", BACKEND)


@pytest.mark.parametrize(
    ("terms", "question", "model"),
    [
        ("Two weeks of work, then it is done.", "length", "hourly"),
        ("Employee of our own, because this is the heart of our product.", "must-keep", "in-house"),
        ("The same outside team should work on our product alone, for years.", "must-keep",
         "dedicated-team"),
        ("They may live anywhere.", "place", "remote"),
        ("Somebody abroad would be cheaper.", "place", "offshore"),
    ],
)  # fmt: skip
def test_terms_are_read_beside_the_job(terms: str, question: str, model: str) -> None:
    text = f"{FEATURES} {terms}"
    assert read(text)[question].span in terms
    assert advice(text) == ("role", PHP)
    assert advise_on(STORE, options(text)).engagement == model


@pytest.mark.parametrize(
    ("text", "option"), [("We have two vacancies.", "several"), ("One seat only.", "one")]
)
def test_seats_are_told_alone(text: str, option: str) -> None:
    assert read(text) == {"seats": Given(option, text)}


@pytest.mark.parametrize(
    "text",
    [
        "A young candidate from India who knows WordPress, is she a good fit?",
        "Should I hire this candidate for WordPress plugins?",
        "She is 34, has two kids and applied to build our WordPress forms.",
    ],
)
def test_a_text_that_judges_a_person_is_not_read(text: str) -> None:
    assert read(text) == {}
    assert read(f"{FEATURES} {PARTNERS} {text}") == {}


TRAITS = [
    "woman", "young", "older", "married", "pregnant", "female", "men", "gentleman", "lady",
    "Indian", "Poland", "50 years old", "disabled", "Muslim", "children", "mother", "family",
    "native speaker", "health problems", "guy", "mid-20s", "thirties", "millennial",
]  # fmt: skip
WORDS_OF_A_JOB = "somebody to build landing pages and new forms in our WordPress site".split()


@pytest.mark.parametrize("trait", TRAITS)
def test_a_trait_is_never_quoted_nor_a_part_of_it(trait: str) -> None:
    quoted = set()
    for place in range(len(WORDS_OF_A_JOB) + 1):
        text = " ".join([*WORDS_OF_A_JOB[:place], trait, *WORDS_OF_A_JOB[place:]])
        quoted |= {one.span for one in read(text).values()}
    assert quoted
    assert not [span for span in quoted if set(span.split()) & set(trait.split())]


def test_what_stands_beside_a_trait_is_still_read() -> None:
    text = "We want a woman who builds plug-ins for our WordPress site."
    assert read(text)["main-work"].option == "web-features"
    assert "builds plug-ins for our WordPress site." in read(text)["main-work"].span


@pytest.mark.parametrize("text", ["crown jewels and jewellery", "under 30 ms, cached for 60s"])
def test_everyday_words_are_no_trait(text: str) -> None:
    assert list(without_traits(text, 0, len(text))) == [(0, len(text))]


def test_the_stretches_between_traits() -> None:
    assert list(without_traits("she is jewish", 0, 13)) == [(0, 0), (3, 7), (13, 13)]
    assert list(without_traits("shop, under 30.", 0, 15)) == [(0, 6), (14, 15)]


def test_of_a_long_sentence_the_words_that_say_it_are_quoted() -> None:
    before = "since everybody in the house keeps asking for it every single week "
    job = "this hire writes plug-ins and templates for our WordPress site"
    text = f"{before}{job} and not much else"
    assert len(text) > LONGEST_SPAN
    found = read(text)["main-work"]
    assert found.option == "web-features"
    assert "plug-ins and templates for our WordPress site" in found.span


def test_a_greeting_on_a_line_of_its_own_hides_nothing() -> None:
    found = read(f"Hi all\n\n{FEATURES[:-1]}\n\nThanks")
    assert found["main-work"].option == "web-features"
    assert found["main-work"].span in FEATURES


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\u2028", "\t", "\x0b", "\0"])
def test_a_quote_stays_on_its_line(gap: str) -> None:
    text = f"Plug-ins, templates{gap}and forms for our{gap}WordPress site"
    assert read(text)["estate"].option == "cms"  # `read` has looked at the span


def test_a_quote_of_words_that_another_part_spells_otherwise() -> None:
    text = (
        "We have php. Editors of our WordPress site want new blocks every week, and all of its"
        " forty plug-ins and templates have to move to php 8 together with the ci / cd of them."
    )
    assert read_in(STORE, text).keys() >= {"main-work", "estate"}


def test_only_the_first_characters_of_a_text_are_read() -> None:
    filler = "." * LONGEST_BRIEF
    assert read(f"{filler}\n{FEATURES}") == {}
    within = f"{filler[len(FEATURES) + 1 :]}\n{FEATURES}"
    assert len(within) == LONGEST_BRIEF
    assert read(within)["main-work"].span == FEATURES
    assert read(f"{within} {PARTNERS}") == read(within)
    assert read("." + within)["main-work"].span == FEATURES[:-1]


def test_a_pack_without_utterances_reads_nothing(pack: PackFolder, tmp_path: Path) -> None:
    assert spoken_of(PARTNERS, open_store([pack.path], tmp_path / "unasked")) == []
    ask(pack, QUESTION)
    store = open_store([pack.path], tmp_path / "built")
    assert read_in(store, f"{FEATURES} {PARTNERS} Two vacancies.") == {}


def test_every_option_can_be_said() -> None:
    said = {
        (item.question, item.option) for item in load_pack().lessons[QUESTIONNAIRE.id].utterances
    }
    for question in QUESTIONNAIRE.questions:
        for option in question.options:
            silent = option.id == "none" or option.unites  # nobody says it, or two others make it
            assert (question.id, option.id) in said or silent, (question.id, option.id)


def test_processes_that_learn_apart_read_the_same(tmp_path: Path) -> None:
    text = f"We can hire two people. One: {FEATURES} The other: {PARTNERS} They may live anywhere."
    told = {
        subprocess.run(
            [sys.executable, "-m", "bot", "advise", "--brief", text, "--json"],
            env={
                "PYTHONPATH": str(REPOSITORY),
                "PYTHONHASHSEED": seed,
                "XDG_CACHE_HOME": str(tmp_path / seed),
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert [*tmp_path.glob("1/**/*.db")], "each process learns by itself"
    assert [b'"both"' in document for document in told] == [True]


SENTENCES = st.sampled_from([FEATURES, PARTNERS, *BESIDE_INSIDE, *SMALL_TALK, *PIECES, *TRAITS])


@given(st.lists(st.one_of(SENTENCES, st.text(max_size=20)), max_size=60), st.sampled_from(" \n,"))
@example(["page slow " * 400], " ")
@example(["' " * 2000], " ")
@example([",:" * 2000], " ")
@example(["WordPress forms" * 300], " ")
def test_any_text_is_read_without_error_and_quoted_as_it_stands(
    parts: list[str], between: str
) -> None:
    text = between.join(parts)
    assert list(read(text).items()) == list(read(text).items())


def test_hostile_texts_are_read_without_error() -> None:
    assert all(isinstance(read(text), dict) for text in hostile_texts(500))
