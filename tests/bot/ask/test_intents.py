"""What a free text asks for, as a hiring channel words it."""

import pytest

from bot.ask.grammar import parse
from bot.ask.intents import find_intent
from bot.ask.requests import Brief, Compare, FollowUp, Form, Question, Read, Search, UnknownRole
from knowledge.store import Store

PHP, BACKEND, API = "php-developer", "backend-developer", "api-developer"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("how does a php dev differ from a backend dev?", PHP, BACKEND),
        ("PHP developer vs backend developer, what is the distinction?", PHP, BACKEND),
        ("isn't a backend developer the same as a PHP developer?", BACKEND, PHP),
        ("where is the line between PHP and backend?", PHP, BACKEND),
        ("do PHP developers and backend developers overlap?", PHP, BACKEND),
        ("what tells an API developer and a backend developer apart?", API, BACKEND),
        ("my manager mixes PHP and backend up, what is different?", PHP, BACKEND),
        ("how do I tell my boss that a PHP dev isn't simply a backend dev", PHP, BACKEND),
        ("what does a PHP dev take on that a backend dev wouldn't", PHP, BACKEND),
        ("compare PHP dev w/ backend dev", PHP, BACKEND),
        ("put PHP dev and backend dev next to each other please", PHP, BACKEND),
        (
            "two titles, 'PHP developer', 'backend developer': what changes from one to another?",
            PHP,
            BACKEND,
        ),
        ("compare a PHP dev against a backend dev", PHP, BACKEND),
    ],
)
def test_what_tells_two_roles_apart_is_a_comparison(
    default_store: Store, text: str, first: str, second: str
) -> None:
    found = parse(text, default_store)
    assert isinstance(found, Compare)
    assert (found.first, found.second) == (first, second)


def test_the_two_roles_are_those_that_the_pack_compares(default_store: Store) -> None:
    found = parse("how do the two roles differ?", default_store)
    assert isinstance(found, Compare)
    assert (found.first, found.second) == tuple(default_store.compared[:2])


@pytest.mark.parametrize(
    "text",
    [
        "how does the tech stack differ between PHP and backend?",
        "how do the skills of a PHP developer and a backend developer differ?",
    ],
)
def test_a_comparison_opens_where_its_words_point(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Compare(PHP, BACKEND, "stack")


@pytest.mark.parametrize(
    "text",
    [
        "which role should we hire?",
        "who should we hire?",
        "should we hire a PHP developer or a backend developer?",
        "do I need a backend dev or a php dev?",
        "help me choose a role",
        "help me decide between PHP and backend",
        "what job title do I put on this?",
        "which of the three roles fits us",
        "which vacancy do we post?",
        "PHP person or generalist?",
    ],
)
def test_which_role_to_open_is_the_form_where_nothing_is_told(
    default_store: Store, text: str
) -> None:
    assert parse(text, default_store) == Form()


@pytest.mark.parametrize(
    "text",
    [
        "can you write a job description for a PHP developer?",
        "is there a job ad template for a backend developer?",
        "please draft a job post for an API developer",
    ],
)
def test_a_text_for_the_post_is_part_of_advice(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Form()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("what should I ask a PHP developer in an interview?", PHP),
        ("we have a PHP candidate on Monday, what do we ask?", PHP),
        ("good screening questions for PHP people?", PHP),
        ("prep for a Symfony interview", PHP),
        ("how to test a Laravel candidate?", PHP),
        ("can you give me a take-home task for a backend dev?", BACKEND),
        ("how do we assess a backend developer?", BACKEND),
        ("questions to ask a backend engineer", BACKEND),
        ("have you got a scorecard for interviewing backend developers? ours is a mess", BACKEND),
        ("some q's that show whether a PHP applicant knows caching", PHP),
    ],
)
def test_what_to_ask_is_the_interview_kit(default_store: Store, text: str, role: str) -> None:
    assert parse(text, default_store) == Read(default_store.interviews[role].key)


def test_a_role_without_a_kit_has_none_to_open(default_store: Store) -> None:
    assert API not in default_store.interviews
    assert find_intent("good screening questions for API developers?", default_store) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("what is a backend developer?", BACKEND),
        ("explain the backend role", BACKEND),
        ("what does a backend dev do all day?", BACKEND),
        ("tell me what a php dev does", PHP),
        ("what exactly is an API developer?", API),
        ("what exactly is an API developer? (sorry, I am from HR)", API),
        ("define API developer", API),
    ],
)
def test_what_a_role_does_is_its_card(default_store: Store, text: str, role: str) -> None:
    assert parse(text, default_store) == Read(f"role/{role}")


@pytest.mark.parametrize(
    "text",
    [
        "what does a PHP developer do about queues?",
        "does a backend developer write the invoices?",
        "how much of the testing does a PHP developer do?",
    ],
)
def test_what_is_asked_besides_is_searched(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Search(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("difference between a scrum master and a product owner?", "scrum master"),
        ("what's the diff between QA and SDET", "QA"),
    ],
)
def test_how_two_others_differ_is_not_known(default_store: Store, text: str, name: str) -> None:
    assert parse(text, default_store) == UnknownRole(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "difference between remote and offshore",
        "explain the difference between REST and GraphQL",
    ],
)
def test_how_two_other_things_differ_is_searched(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Search)


def test_who_needs_nothing_does_not_hire(default_store: Store) -> None:
    text = "who earns more, PHP or backend? we don't need the figures"
    assert parse(text, default_store) == Search(text)


@pytest.mark.parametrize(
    "text",
    [
        "what about the second one?",
        "and why that?",
        "which of these is cheaper?",
        "is it the same for the other role?",
        "but does that hold for freelancers too?",
        "and what about backend developers then?",
        "and performance wise?",
        "can you say that in simpler words",
        "more",
    ],
)
def test_what_goes_on_from_an_earlier_message(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == FollowUp(text)


@pytest.mark.parametrize(
    "text",
    [
        "what about a PHP developer?",
        "and who owns the database?",
        "so which of them keeps the nightly imports from the old warehouse going all year long?",
    ],
)
def test_what_stands_by_itself_goes_on_from_nothing(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), FollowUp)


@pytest.mark.parametrize(
    "text",
    [
        "We have a Laravel app, one codebase. We want new features and forms in the admin area "
        "for the next year.",
        "We are building services in Go and Node with queues between them. Partners call our API "
        "and we need somebody on call.",
    ],
)
def test_a_situation_is_a_brief(default_store: Store, text: str) -> None:
    found = parse(text, default_store)
    assert found == Brief(text)
    assert isinstance(found, Brief)
    assert found.given


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (
            "we need somebody to maintain our WordPress theme, update plugins and fix templates.",
            "Which role is it?",
        ),
        (
            "We inherited a Symfony monolith. Pages load slowly, the forms break and nobody knows "
            "the templates.",
            "What should we post?",
        ),
        ("we run a 12 year old PHP application,", "which role fits?"),
        (
            "we open a marketplace and have to connect the systems of forty partners by autumn,",
            "who fits best?",
        ),
    ],
)
def test_which_role_fits_what_is_told_is_a_brief_of_that(
    default_store: Store, told: str, asked: str
) -> None:
    assert parse(f"{told} {asked}", default_store) == Brief(told)


@pytest.mark.parametrize(
    "text",
    [
        "The weather was nice at our company picnic and everybody liked the cake.",
        "We are a small company",
        "new pages",
    ],
)
def test_what_says_nothing_of_the_work_is_no_brief(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Search(text)


@pytest.mark.parametrize(
    "text",
    [
        "who writes the API documentation?",
        "which role owns the deployment pipeline?",
        "which of the two maintains the templates?",
        "who is responsible for security patches?",
        "who would build the payment integration?",
        "who looks after the queues?",
        "who takes care of the servers at night?",
        "whose job is it to update WordPress plugins?",
        "alerting and runbooks - belong to whom",
        "do message brokers fall under php or backend",
        "slow query logs, which role is handling these?",
    ],
)
def test_who_does_a_piece_of_work_is_searched(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Search(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Where is the canteen? What is the difference between PHP and backend?",
            Compare(PHP, BACKEND, "responsibilities"),
        ),
        (
            "Do you like jazz music? Who owns the database schema?",
            Search("Who owns the database schema?"),
        ),
        (
            "Can I bring my dog? What should I ask in a PHP interview?",
            Read("interview/php-developer"),
        ),
        (
            "Is it raining in Berlin? Which of the two earns more?",
            Search("Which of the two earns more?"),
        ),
        (
            "What does a PHP developer do? And where can I park my car?",
            Search("What does a PHP developer do?"),
        ),
    ],
)
def test_of_several_questions_the_clearest_is_answered(
    default_store: Store, text: str, question: Question
) -> None:
    assert parse(text, default_store) == question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("should we hire a php dev or a bakcend dev?", Form()),
        ("interview questions for a backedn developer", Read("interview/backend-developer")),
        ("what does a backnd dev do all day?", Read(f"role/{BACKEND}")),
        ("what does a PHP devloper do?", Read(f"role/{PHP}")),
    ],
)
def test_misspelt_roles_are_understood(default_store: Store, text: str, question: Question) -> None:
    assert parse(text, default_store) == question


@pytest.mark.parametrize(
    "text",
    [
        "how does a php developper differ from a bakend developer?",
        "what is the diference between a PHP devloper and a backend developer?",
        "difference between php and backand dev",
        "php vs bakend?",
    ],
)
def test_misspelt_roles_are_compared(default_store: Store, text: str) -> None:
    found = parse(text, default_store)
    assert isinstance(found, Compare)
    assert (found.first, found.second) == (PHP, BACKEND)


@pytest.mark.parametrize(
    "before", ["Hi all, ", "good morning team! ", "quick question: ", ":wave: ", "I'm new here, "]
)
@pytest.mark.parametrize("after", ["", ", thanks!", " :pray:", " - no jargon please"])
@pytest.mark.parametrize(
    "text",
    [
        "how does a php dev differ from a backend dev",
        "should we hire a PHP developer or a backend developer",
        "how do we assess a backend developer",
        "what does a backend dev do all day",
    ],
)
def test_greetings_change_nothing(default_store: Store, text: str, before: str, after: str) -> None:
    expected = parse(text, default_store)
    assert not isinstance(expected, Search)
    assert parse(f"{before}{text}{after}", default_store) == expected


@pytest.mark.parametrize("text", ["who owns the database schema?", "is PHP dead?", "zeppelins"])
def test_a_plain_question_has_no_intent(default_store: Store, text: str) -> None:
    assert find_intent(text, default_store) is None


def test_without_a_questionnaire_there_is_no_form(store: Store) -> None:
    assert not store.questionnaires
    text = "should we hire a PHP developer or a backend developer for that?"
    assert find_intent(text, store) is None
    assert find_intent("can you write a job ad for a PHP developer?", store) is None
