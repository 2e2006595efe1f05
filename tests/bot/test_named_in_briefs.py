"""What a brief names comes along wherever its advice is made again: by buttons, in the form, as a
draft; in the pack's spelling, and in no button of a shared message that says more than ids.
"""

import json
import random

import msgspec
import pytest

from bot.advice.prefill import read_given
from bot.advice.views import Form, build_step, keep_valid, prefilled, write_form
from bot.ask.answers import answer, answer_text
from bot.ask.grammar import parse, to_text
from bot.ask.messages import Answer, private_message, shared_message
from bot.ask.requests import Advice, Kickoff
from bot.slack import limits
from bot.slack.blocks import read_aloud
from knowledge.advice.besides import CARRIED, NAMED_ROLES, WORKS_WITH
from knowledge.briefs.reader import Given
from knowledge.store import Store
from localslack.block_kit.validation import check_message
from tests.support.advice import only_questionnaire
from tests.support.answers import random_answers
from tests.support.slack import as_sent

BRIEF = (
    "advise Our wordpress site needs new forms and page types every week. The newsletter is late. "
    "The budget line says backend engineer."
)
VERDICT = "Post a PHP developer, not a backend developer."
TITLE = "PHP developer (WordPress)"


@pytest.fixture
def found(default_store: Store) -> Answer:
    """The answer to the brief."""
    return answer_text(BRIEF, default_store)


def value_of(found: Answer, label: str) -> str:
    """What a button carries."""
    [value] = [one["value"] for one in found.controls if one["text"]["text"] == label]
    return str(value)


def test_the_verdict_answers_what_the_brief_asks(found: Answer) -> None:
    assert read_aloud(found.content).startswith(VERDICT)
    assert "Works with: WordPress" in read_aloud(found.understood)


@pytest.mark.parametrize(
    ("label", "says"), [("Text for the post", TITLE), ("Kickoff sheet", TITLE)]
)
def test_buttons_make_the_same_of_it(
    found: Answer, default_store: Store, label: str, says: str
) -> None:
    again = answer_text(value_of(found, label), default_store)
    told = read_aloud(again.public)
    assert TITLE in told
    assert VERDICT in told
    for word in ("newsletter", "budget", "wordpress", "engineer"):
        assert word not in told


def test_what_is_shared_is_what_was_seen(found: Answer, default_store: Store) -> None:
    again = answer(parse(to_text(found.question), default_store), default_store)
    assert again.digest == found.digest
    assert check_message(as_sent(private_message(found))) == []
    posted = json.dumps(as_sent(shared_message(found, "U1")))
    for word in ("newsletter", "budget", "wordpress site", "engineer"):
        assert word not in posted


def test_the_form_carries_it_until_what_the_work_is_in_changes(
    found: Answer, default_store: Store
) -> None:
    named, given = read_given(value_of(found, "Open the form"))
    asked = default_store.questionnaires[named or ""]
    form = prefilled(asked, given)
    assert form.answers[WORKS_WITH] == "wordpress"
    assert form.answers[NAMED_ROLES] == "backend-developer"
    view = build_step(default_store, form)
    held = msgspec.json.decode(view["private_metadata"])
    assert held["answers"] == form.answers
    for answers, kept in [
        ({**form.answers, "partners": "dont-know"}, True),
        ({**form.answers, "estate": "php-app"}, False),
    ]:
        changed = keep_valid(default_store, form, answers)
        assert (WORKS_WITH in changed.answers) == kept
        assert changed.left_out == ()


def test_forms_buttons_and_answers_of_before_go_on_working(default_store: Store) -> None:
    old = parse("kickoff php-or-backend main-work=web-features estate=cms", default_store)
    assert isinstance(old, Kickoff)
    assert "PHP developer (CMS)" in read_aloud(answer(old, default_store).public)
    form = prefilled(only_questionnaire(default_store), {"estate": Given("cms", "WordPress")})
    assert {**form.answers} == {"estate": "cms"}
    assert not CARRIED & form.answers.keys()


def test_what_is_carried_fits_into_buttons_and_forms(default_store: Store) -> None:
    asked = only_questionnaire(default_store)
    technologies = [one.id for question in asked.questions for one in question.technologies]
    chance = random.Random(2)
    for _ in range(60):
        beside = {
            WORKS_WITH: "--".join(chance.sample(technologies, 5)),
            NAMED_ROLES: "--".join(asked.roles),
        }
        given = random_answers(asked, chance) | beside
        found = answer(Advice(asked.id, tuple(given.items())), default_store)
        assert check_message(as_sent(private_message(found))) == []
        values = [str(one.get("value", "")) for one in found.controls]
        assert max(map(len, values)) <= limits.BUTTON_VALUE
        assert len(write_form(Form(asked.id, answers=given))) <= 3_000
        again = parse(to_text(found.question), default_store)
        assert answer(again, default_store).digest == found.digest
