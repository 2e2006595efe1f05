"""Text to question and back."""

from datetime import date
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.grammar import parse, to_text
from bot.ask.phrases import clean
from bot.ask.requests import (
    AboutPerson,
    Compare,
    CompareWith,
    Details,
    Form,
    Help,
    InterviewSheet,
    Kickoff,
    Models,
    Question,
    Read,
    SameRole,
    Search,
    Sources,
    UnknownRole,
)
from knowledge.advice.rules import DONT_KNOW
from knowledge.store import Store

PHP, BACKEND, API = "php-developer", "backend-developer", "api-developer"
FIRST, STACK = "responsibilities", "stack"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("", Form()),
        ("   ", Form()),
        ("advise", Form()),
        ("Advice!", Form()),
        ("Help", Help()),
        ("?!", Help()),
        ("faq", Help()),
        ("compare", Help()),
        ("😀", Help()),
        ("php vs backend", Compare(PHP, BACKEND, FIRST)),
        ("PHP VS. Back-End", Compare(PHP, BACKEND, FIRST)),
        ("a php dev versus the backend dev", Compare(PHP, BACKEND, FIRST)),
        ("api or php", Compare(API, PHP, FIRST)),
        ("php-developer vs backend-developer stack", Compare(PHP, BACKEND, STACK)),
        ("php vs backend Technology Stack", Compare(PHP, BACKEND, STACK)),
        ("php vs backend duties", Compare(PHP, BACKEND, FIRST)),
        ("php vs backend stakc", Compare(PHP, BACKEND, STACK)),
        ("compare php backend", Compare(PHP, BACKEND, FIRST)),
        ("compare php and api stack", Compare(PHP, API, STACK)),
        ("Compare the laravel developer with a backend developer", Compare(PHP, BACKEND, FIRST)),
        ("php", Read(f"role/{PHP}")),
        ("The Laravel Developer", Read(f"role/{PHP}")),
        ("role/php-developer", Read(f"role/{PHP}")),
        ("faq/salary", Read("faq/salary")),
        (" faq/schema-ownership ", Read("faq/schema-ownership")),
        ("dimension/stack", Read("dimension/stack")),
        ("more role/php-developer", Details(f"role/{PHP}")),
        ("more about php", Search("more about php")),
        ("faq/none", Search("faq/none")),
        ("php vs php dev", SameRole(PHP)),
        ("compare back-end backend", SameRole(BACKEND)),
        ("compare php", CompareWith(PHP)),
        ("compare the backend developer", CompareWith(BACKEND)),
        ("php v backend", Compare(PHP, BACKEND, FIRST)),
        ("php vs frontend", UnknownRole("php vs frontend", "frontend")),
        ("frontend vs php", UnknownRole("frontend vs php", "frontend")),
        ("compare php rust", UnknownRole("compare php rust", "rust")),
        ("faq salary", Search("salary")),
        ("FAQ  pay bands ", Search("pay bands")),
        ("faq php vs backend", Search("php vs backend")),
        ("faqs about pay", Search("faqs about pay")),
        ("who owns the schema", Search("who owns the schema")),
        ("tea or coffee", Search("tea or coffee")),
        ("tea vs coffee", Search("tea vs coffee")),
        ("php or something else", Search("php or something else")),
        ("php vs backend for a shop that grows", Compare(PHP, BACKEND, FIRST)),
        ("php versus a person who knows some go", Search("php versus a person who knows some go")),
        ("interview php", Read("interview/php-interview")),
        ("Interview a PHP developer", Read("interview/php-interview")),
        ("interview backend", Search("interview backend")),
        ("interview", Help()),
        ("model", Models()),
        ("Sources?", Sources()),
        ("kickoff", Kickoff()),
        ("Kick-off sheet, please", Kickoff()),
        ("kickoff gone a=b", Kickoff("gone", (("a", "b"),))),
        ("kickoff meeting", Search("kickoff meeting")),
        ("sheet interview/php-interview", InterviewSheet("interview/php-interview")),
        ("sheet interview/gone", Search("sheet interview/gone")),
        ("should I hire this candidate", AboutPerson("should I hire this candidate")),
        ("rate her", AboutPerson("rate her")),
        ("who hires her own team", Search("who hires her own team")),
        ("vs", Search("vs")),
        ("php vs", Search("php vs")),
        ("vs php", Search("vs php")),
    ],
)
def test_parse(store: Store, text: str, question: Question) -> None:
    assert parse(text, store) == question


def test_every_question_of_our_own_pack_is_read_back(default_store: Store) -> None:
    questions: list[Question] = [Help(), Models(), Sources()]
    for first, second in permutations(default_store.roles, 2):
        questions += [Compare(first, second, d) for d in default_store.dimensions]
        if default_store.tells_apart(first, second):
            questions.append(Compare(first, second, None))
    questions += [SameRole(role) for role in default_store.roles]
    answers, day = (("estate", "cms"), ("apis", DONT_KNOW)), date(2026, 11, 29)
    for given_on, told in product((None, day), ((), answers)):
        questions += [Kickoff(asked, told, given_on) for asked in default_store.questionnaires]
        kits = default_store.interviews.values()
        questions += [InterviewSheet(kit.key, told, given_on) for kit in kits]
    for number in range(1, default_store.index.size + 1):
        key = default_store.document(number).key
        questions += [Read(key), Details(key)]
    for question in questions:
        assert parse(to_text(question), default_store) == question


@given(
    text=st.text()
    | st.lists(
        st.sampled_from(["php", "backend", "vs", "or", "faq", "compare", "help", "stack", "a",
                         "faq/salary", "more", "php-developer", "\0", "😀", "\u0301", "interview",
                         "model", "sources", "he", "candidate", "kickoff", "sheet",
                         "interview/php-interview", "2026-11-29", "2026-13-29", "a=b"]),
        max_size=6,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_is_typed_is_read_back_from_what_a_button_carries(store: Store, text: str) -> None:
    question = parse(text, store)
    assert parse(to_text(question), store) == question


@given(text=st.text())
def test_keywords_after_faq_are_searched_as_they_stand(store: Store, text: str) -> None:
    question = parse(f"faq x{text}", store)
    assert question == Search(f"x{text}".strip()) or text.startswith("/")


ASKED = ["php vs backend", "compare php", "interview php", "who owns the schema?", "model",
         "delete my data", "php", "kickoff", "advise a shop with slow pages"]  # fmt: skip
BEFORE = ["hi, ", "Hello all! ", "good morning team, ", ":wave: ", "hey rolefit, ", "question: ",
          "@RoleFit ", "sorry to bother you, ", "\u200b", "please ", "ok, ", "<@U1> ", "<!here> ",
          "<@U1|kim>, <@W2>: "]  # fmt: skip
AFTER = [
    " please",
    " <@U1>",
    " <#C1|hiring> <@U2>",
    ", thanks!",
    " thx :pray:",
    " :thinking_face:",
    " ty",
    "\ufeff",
    ", cheers",
    " pls?",
]


@given(
    asked=st.sampled_from(ASKED),
    before=st.lists(st.sampled_from(BEFORE), max_size=3),
    after=st.lists(st.sampled_from(AFTER), max_size=3),
)
def test_courtesies_around_a_request_change_nothing(
    store: Store, asked: str, before: list[str], after: list[str]
) -> None:
    assert parse("".join([*before, asked, *after]), store) == parse(asked, store)


@pytest.mark.parametrize(
    "closing",
    [
        "please", "pls", "plz", "plss", "thanks a lot", "many thanks", "thanx", "thankyou", "lol",
        "thank you so much", "thx", "tnx", "ty", "ta", "tia", "cheers mate", "merci", "danke",
        "thanks a bunch", "thanks in advance", "thanks again", "thank you all", "thanks folks",
        "thanks team", "thanks everyone", "cheers guys", "kind regards", "asap", "haha", "hahaa",
        "hehe", "appreciate", "much appreciated", "rolefit", "help is welcome", "thx \U0001f64f",
        "any help appreciated", "(asking for a friend)", "(sorry, new here)", f"please{'!' * 30}",
    ],
)  # fmt: skip
def test_each_closing_is_left_out(closing: str) -> None:
    assert clean(f"php or backend, {closing}") == "php or backend"


@pytest.mark.parametrize(
    "text", ["hi", "good morning!", "thanks a lot", ":wave:", "hey rolefit", "\u200b"]
)
def test_who_only_greets_is_told_what_can_be_asked(store: Store, text: str) -> None:
    assert parse(text, store) == Help()


def test_who_only_calls_somebody_is_told_what_can_be_asked(store: Store) -> None:
    assert parse("<@U1> <@W2|kim>!", store) == Help()


@given(text=st.sampled_from([*ASKED, "is she any good", "which role should we open", "what's up"]))
def test_capitals_change_nothing(store: Store, text: str) -> None:
    kinds = {type(parse(cased, store)) for cased in (text, text.upper(), text.title())}
    assert len(kinds) == 1
