"""Whole job ads, read for the role that they want: by tools, among words that any ad has."""

import pytest

from knowledge.advice.explanation import advise
from knowledge.briefs.reader import read_brief
from knowledge.store import Store

OFFERED = """
Who we are
We design and sell lamps, and our design team has won prizes for the design of our site.

{}
{}
- You work in an agile team with design, front-end, analytics and Scrum
- You review code, and you care for design patterns and accessible pages

Benefits
- Time for conferences on design, and a front-end guild
- Salary: €60,000"""
PHP = """- Build and look after plug-ins and themes of our WordPress shop
- Write new modules in PHP 8, with Composer and PHPUnit"""
BACKEND = """- Build services in Python and Django behind our app
- Publish events through Kafka and keep the API fast as we grow"""
OTHER = """- Draw wireframes and mockups in Figma, and run user research
- Own the visual design of our app on iOS and Android"""


@pytest.mark.parametrize("heading", ["What you’ll do", "Job responsibilities"])
@pytest.mark.parametrize(
    ("work", "role"),
    [(PHP, "php-developer"), (BACKEND, "backend-developer"), (OTHER, None)],
    ids=["php", "backend", "neither"],
)
def test_an_ad_wants_the_role_whose_tools_it_names(
    default_store: Store, heading: str, work: str, role: str | None
) -> None:
    ad = OFFERED.format(heading, work)
    questionnaire = default_store.questionnaires["php-or-backend"]
    given = read_brief(ad, default_store, questionnaire.id)
    advice = advise(default_store, questionnaire, {name: one.option for name, one in given.items()})
    assert advice.decision.role == role
    assert all("lamps" not in one.span and "conferences" not in one.span for one in given.values())
