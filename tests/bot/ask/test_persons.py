"""Questions about people are told from questions about roles, code and companies."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.grammar import parse, to_text
from bot.ask.persons import LONGEST_QUESTION, asks_about_person
from bot.ask.requests import AboutPerson
from knowledge.store import Store


def is_known(word: str) -> bool:
    return word.lower() in {"laravel", "symfony"}


@pytest.mark.parametrize(
    "text",
    [
        "is this applicant senior enough for our backend seat?",
        "is he strong enough for the API work?",
        "she has six years of PHP, hire or pass?",
        "does her take-home look like mid level?",
        "he did badly in the interview, reject?",
        "can you compare these two candidates for me?",
        "the candidate from yesterday knows Laravel, next round?",
        "rate this CV for a backend job",
        "should we promote our PHP developer to lead?",
        "Hi all, should we hire her? thanks!",
        "our freelancer would like to switch to backend, do you think she's up to it",
        "not sure whether he can lead the API work, is he ready?",
        "the other candidate, what would you say?",
        "barely passed the screening round, give another chance or not",
        "cv of one more applicant in the thread, yay or nay?",
        "jane 4y PHP, alex 6 years Java: whom do we call first",
        "Jane, Alex or Kim, who would you pick?",
        "please shortlist the best two",
        "is <@U1> senior enough for our backend seat?",
        "what about <@U1|kim> for the backend role",
        "<@U1> or <@W2> for the PHP job?",
        "IS HE STRONG ENOUGH FOR THE API WORK?",
    ],
)
def test_whoever_asks_about_somebody_at_hand_is_told_so(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "Should we hire Jane for the PHP job?",
        "would you take Alex as our first backend developer?",
        "what do you think of Alex for the API role?",
        "Jane or Alex for the backend seat?",
        "Jane or Alex?",
        "is Jane a senior?",
        "which questions for Jane tomorrow?",
        "would you hire Alex?",
        "does Jane know Docker?",
        "reject Alex after the last round?",
        "do we reject alex, only WordPress so far",
        "is jane better than alex for the PHP role",
        "Who's stronger, Jane or Alex?",
        "give me a rating for Jane",
        "which seniority is Jane, five years of Symfony",
        "what can we offer Jane, our band is too low",
        "Thoughts on Jane?",
        "Jane failed the code test, PHP or backend?",
        "do Alexs CV and the backend req match",
        "what did Jane say of the schema?",
        "Alex's phone number?",
        "the salary of Jane, is that too much?",
        "who is Jane Alexson?",
        "who's our strongest backend developer",
        "rank these 4 for the API role please",
    ],
)
def test_a_name_where_only_a_person_can_stand(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "what is the right age for a backend developer?",
        "how old should a PHP developer be?",
        "is 52 too old for a junior PHP job?",
        "any age limit for the API role?",
        "a developer over 50 for the Laravel seat, bad idea?",
        "jane is 49, still fine for on-call?",
        "46, is that too old for our team?",
    ],
)
def test_ages_of_people(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "should we hire a woman for the backend seat?",
        "are men better at backend work?",
        "male or female for the PHP seat?",
        "do women stay longer as PHP developers?",
    ],
)
def test_sexes(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "is it a problem that the applicant is pregnant?",
        "she speaks with an accent, can she lead the API work?",
        "are Germans better backend developers?",
        "can a disabled developer do the PHP job?",
        "does it matter that she is a single mother?",
    ],
)
def test_traits(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "how senior must a PHP developer be?",
        "does a backend developer need ten years of experience?",
        "how many years of experience for a senior PHP developer?",
        "what do candidates for a PHP job expect?",
        "how do we compare candidates for a backend job?",
        "how do I interview a PHP developer?",
        "is a backend developer right for our data imports?",
        "who manages the database?",
    ],
)
def test_questions_about_roles_are_about_nobody(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "who owns a 15 year old codebase?",
        "we run a 12 year old PHP application, which role fits?",
        "how old can a PHP version be before we upgrade?",
        "our shop is 10 years old and slow, who fixes it?",
        "what age is too old for a framework?",
        "is WordPress too old for a serious site?",
    ],
)
def test_the_age_of_code_is_nobodys(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "is Laravel right for an online shop?",
        "should we take Symfony or Laravel?",
        "Stripe or PayPal for the checkout?",
        "does Zendesk have an API?",
        "what is the pay of Kotlin developers?",
        "how is the performance of PHP?",
        "which role does Google mean by backend engineer?",
        "is Acme a PHP shop?",
        "should we hire an agency for the migration?",
        "should we promote the API to version 2?",
        "is Laravel better than Symfony for our shop?",
        "thoughts on Kubernetes?",
        "should we pick Laravel?",
        "give me the second half of the comparison",
        "who would you pick for payments, Stripe or PayPal?",
        "revenue is 40 million, PHP or backend?",
        "not sure whether he wrote tests, but the WordPress shop needs new pages",
    ],
)
def test_companies_and_tools_are_nobody(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


def test_a_situation_may_speak_of_people(default_store: Store) -> None:
    text = (
        "Our last developer retired and she knew the whole shop by heart. "
        "We have one Laravel codebase and want new pages in it."
    )
    assert not isinstance(parse(text, default_store), AboutPerson)


GIVEN_NAMES = files("bot.ask").joinpath("given_names.txt").read_text(encoding="utf-8").split()


def test_names_are_no_other_words(default_store: Store) -> None:
    assert sorted(set(GIVEN_NAMES)) == GIVEN_NAMES
    assert not [name for name in GIVEN_NAMES if default_store.index.tells_of(name)]


@given(
    name=st.sampled_from(GIVEN_NAMES),
    frame=st.sampled_from(
        [
            "{} missed two calls, do we go on?",
            "would {} do for the PHP seat",
            "which of the roles suits {}?",
            "is {}'s experience enough?",
            "{} or somebody else for backend?",
        ]
    ),
)
def test_whoever_is_named_in_a_question_is_a_person(
    default_store: Store, name: str, frame: str
) -> None:
    for written in (name, name.capitalize()):
        assert isinstance(parse(frame.format(written), default_store), AboutPerson)


@given(
    name=st.sampled_from(GIVEN_NAMES),
    frame=st.sampled_from(
        [
            "{} from product asks who owns the database schema",
            "hi {}, who owns the database schema?",
            "{} left, who owns the database schema now?",
            "who owns the database schema? thanks, {}",
            "we backfill {}, PHP or backend?",
            "{} says that caching is slow. who owns the database schema?",
        ]
    ),
)
def test_who_asks_or_has_gone_is_not_judged(default_store: Store, name: str, frame: str) -> None:
    assert not isinstance(parse(frame.format(name), default_store), AboutPerson)


def test_the_question_is_kept_without_its_courtesies(default_store: Store) -> None:
    found = parse("hello team, should we hire Jane for the PHP job? thanks", default_store)
    assert isinstance(found, AboutPerson)
    assert found.text.startswith("should we hire Jane for the PHP job")
    assert parse(to_text(found), default_store) == found


@pytest.mark.parametrize("frame", ["should we take {} or wait?", "is {} right for us?"])
def test_a_word_of_the_store_is_no_name(frame: str) -> None:
    assert asks_about_person(frame.format("Jane"), is_known)
    assert not asks_about_person(frame.format("Laravel"), is_known)


def test_two_names_alone_are_people_unless_one_is_known() -> None:
    assert asks_about_person("Jane or Alex?", is_known)
    assert asks_about_person("Jane vs. Alex", is_known)
    assert not asks_about_person("Laravel or Symfony?", is_known)
    assert not asks_about_person("Laravel or Jane", is_known)
    assert not asks_about_person("jane or alex", is_known)


def test_a_long_text_tells_of_work() -> None:
    question = "is he ready?"
    padding = "work " * (LONGEST_QUESTION - len(question.split()))
    assert asks_about_person(padding + question, is_known)
    assert not asks_about_person("more " + padding + question, is_known)


def test_a_long_text_that_judges_a_candidate_is_about_her() -> None:
    padding = "work " * LONGEST_QUESTION
    assert asks_about_person(padding + "should we hire this candidate?", is_known)


@pytest.mark.parametrize("text", ["", " ", "?", "hire", "php", "she"])
def test_a_few_letters_are_about_nobody(text: str) -> None:
    assert not asks_about_person(text, is_known)
