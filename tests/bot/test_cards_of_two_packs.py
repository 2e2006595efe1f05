"""Cards where two packs lie over each other: each speaks of the roles of its own pack."""

import json

import pytest

from bot.ask.answers import answer_text
from bot.ask.messages import private_message
from knowledge.packs.shipped import shipped_packs
from knowledge.store import Store, open_store


@pytest.fixture(scope="module")
def both() -> Store:
    """The two packs that come with RoleFit."""
    packs = shipped_packs()
    return open_store([packs["default"], packs["data-roles"]])


def said(text: str, store: Store) -> str:
    """All that a person is answered."""
    return json.dumps(private_message(answer_text(text, store)), ensure_ascii=False).lower()


@pytest.mark.parametrize("role", ["data-engineer", "data-analyst", "data-scientist"])
def test_a_role_card_names_only_roles_that_sources_compare(both: Store, role: str) -> None:
    for card in (said(role, both), said(f"more role/{role}", both)):
        assert "php" not in card
        assert "backend" not in card
    assert "what it does" in card


def test_a_comparison_offers_the_topics_and_the_form_of_its_pair(both: Store) -> None:
    data, web = said("data engineer vs data analyst", both), said("php vs backend", both)
    assert "data-engineer-or-data-analyst" in data
    assert "php-or-backend" not in data
    assert "php-or-backend" in web
    assert "data-engineer-or-data-analyst" not in web


def test_a_situation_is_advised_on_for_the_pair_that_it_speaks_of(both: Store) -> None:
    brief = "Sales data has to flow from five systems into one store every night. One opening."
    assert "data engineer" in said(f"advise {brief}", both)
    site = "Editors of our WordPress site ask for new page types every week. One opening."
    assert "php developer" in said(f"advise {site}", both)


def test_where_a_text_tells_of_neither_pair_it_is_asked(both: Store) -> None:
    answer = said("advise somebody who takes us further with drive", both)
    assert "which roles is this about?" in answer
    assert "data engineer or analyst?" in answer
    assert "php or backend developer?" in answer


def test_the_sources_name_their_licence_and_address(both: Store) -> None:
    sources = said("sources", both)
    assert "open government licence v3.0" in sources
    assert "understand-digital-data-roles-skills.service.gov.uk" in sources
