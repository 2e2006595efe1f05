"""Plain questions in the words of a kit, brief, form or comparison; and what nobody covers."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import Brief, Compare, Form, Help, Read, Search
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "testing frameworks that php people use",
        "drupal or typo3, where do you find more candidates for it",
        "mongo and pulsar in a php ad, am i asking for too much skill",
        "what should a php applicant bring, as points for our scorecard",
        "which kinds of unit tests do php candidates know",
        "xlookup breaks in my php candidates interview sheet",
    ],
)
def test_what_asks_for_no_interview_kit(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Search)


def test_what_asks_for_an_interview_kit(default_store: Store) -> None:
    asked = "what should I ask php people about their tests in the interview"
    assert parse(asked, default_store) == Read("interview/php-developer")


@pytest.mark.parametrize(
    "text",
    [
        "search terms for a server side profile please. languages, queues, stores, all of it",
        "bullet points on php work for my boss. sites, plugins, forms, that sort of thing",
    ],
)
def test_a_list_of_words_is_no_brief(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), Brief)


def test_a_post_may_be_but_why_something_is_asked(default_store: Store) -> None:
    assert not isinstance(parse("php job post: which caches are usual", default_store), Form)
    assert isinstance(parse("please write a php job post", default_store), Form)


def test_whether_one_is_a_kind_of_the_other_is_no_comparison(default_store: Store) -> None:
    text = "would a php dev be counted as a backend dev or is it another family"
    assert not isinstance(parse(text, default_store), Compare)
    text = "how long do php and backend openings differ in days until filled"
    assert not isinstance(parse(text, default_store), Compare)


def test_which_title_to_take_is_the_form(default_store: Store) -> None:
    assert isinstance(parse("one opening, unsure which title to take", default_store), Form)


@pytest.mark.parametrize(
    "text",
    ["which subjects do you cover", "what questions can you answer", "how do we best use you"],
)
def test_what_the_bot_is_for(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Help)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("why was our outsourcing such a failure", "failed-projects"),
        ("who pays my receipts from the recruiting trip", "expenses-purchases"),
        ("what do we need for a stand at the job fair", "hiring-events"),
        ("does a data scientist use numpy or pandas", "ml-data-science"),
        ("should ux people know css", "designers"),
        ("equity for our ninth employee", "bonus-equity"),
    ],
)
def test_what_no_article_covers(default_store: Store, text: str, topic: str) -> None:
    assert find(text, default_store).uncovered == f"uncovered/{topic}"


@pytest.mark.parametrize(
    "text",
    [
        "are you an actual human",
        "useless bot",
        "that was no help",
        "not helpful",
        "do you just know these two roles or others as well",
        "what can you do for us, I only got the link",
        "thanks a bunch",
    ],
)
def test_what_is_said_of_rolefit_gets_help(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Help()


@pytest.mark.parametrize(
    "text",
    ["the shop is broken each monday, who fixes that", "is this pattern useless for small teams"],
)
def test_a_complaint_of_something_else_is_no_help(default_store: Store, text: str) -> None:
    assert parse(text, default_store) != Help()


@pytest.mark.parametrize(
    "text",
    [
        "where do I find your questionnaire",
        "not sure whether php or backend",
        "php or backend, how do we decide",
        "two openings, three opinions. what should the title be",
        "could you recommend a role",
        "which profile?",
    ],
)
def test_who_is_unsure_gets_the_form(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Form)


@pytest.mark.parametrize(
    "text",
    [
        "which tools belong into a php job ad",
        "what is it that backend people do? I have to write their job ad",
        "can we ask for kafka in a php job ad",
        "who pays more, php or backend",
        "consent-safe tracking: php or backend",
    ],
)
def test_a_question_beside_an_ad_or_a_choice_is_searched(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), Form | Brief)


@pytest.mark.parametrize(
    "text", ["compare both", "comparison table", "what each of the two roles does, side by side"]
)
def test_a_comparison_needs_no_names(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Compare)


def test_what_both_differ_in_is_the_topic_of_the_comparison(default_store: Store) -> None:
    asked = "compare the two on scaling please, as a table if that works"
    found = parse(asked, default_store)
    assert isinstance(found, Compare)
    assert found.dimension == "non-functional"
    assert isinstance(parse("difference in salary between php and backend", default_store), Search)


def test_a_plain_question_in_a_long_message_is_no_brief(default_store: Store) -> None:
    text = (
        "Our vendor has two offers, people who have our project alone or a pool that all clients "
        "share and that is cheaper. It runs for years and the code is odd. "
        "What do dedicated developers bring that is worth more?"
    )
    assert not isinstance(parse(text, default_store), Brief)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("stack for php pls, for our slide", {"faq/php-stack"}),
        ("what's part of a php stack now, need this for the form", {"faq/php-stack"}),
        ("things that sit in a backend stack", {"faq/backend-tools"}),
        (
            "languages on the backend side, want that for our form",
            {"topic/languages-and-frameworks", "topic/backend-languages"},
        ),
        ("what reasons are there to have backend people on staff", {"engagement/in-house"}),
        (
            "why would the management want to spend on backend",
            {"faq/ceo-arguments-for-backend", "topic/business-strategy"},
        ),
        (
            "why is a backend person better for us than one more php dev",
            {"faq/backend-over-second-php"},
        ),
    ],
)
def test_one_role_has_entries_of_its_own(default_store: Store, text: str, keys: set[str]) -> None:
    found = find(text, default_store)
    assert found.outcome == "answer"
    assert found.hits[0].document.key in keys


@pytest.mark.parametrize(
    "text",
    [
        "text for the jd of a php dev",
        "best country to look for php devs",
        "what's the mean time until a backend seat is taken",
        "to whom should the backend dev report",
        "which ats is good for tech roles",
    ],
)
def test_what_no_article_says_stays_so(default_store: Store, text: str) -> None:
    found = find(text, default_store)
    assert found.outcome != "answer" or found.hits[0].document.key.startswith("topic/")
