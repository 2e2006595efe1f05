"""What is answered without the database: counted on the engine of the real app."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import ask, offered
from tests.support.workspace import HIRING, RECRUITER


@pytest.fixture
async def app(rolefit: AppUnderTest) -> AppUnderTest:
    """An app with the default pack."""
    await rolefit.restart(packs=[DEFAULT_PACK])
    return rolefit


@pytest.fixture
def statements(app: AppUnderTest) -> Iterator[list[str]]:
    """Every SQL statement from here on, but for the drain's and those that delete what is too
    old: both run by themselves, whenever they like.
    """
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        by_itself = "outbox" in statement or re.match(r"DELETE .*_at < \?$", statement, re.DOTALL)
        if not by_itself and statement != "BEGIN IMMEDIATE":
            found.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


async def open_form(slack: LocalSlack) -> View:
    place = slack.workspace
    ack = await slack.command(RECRUITER, HIRING, "")
    assert ack.ok
    view = place.views.top(RECRUITER)
    assert view is not None
    return view


async def test_a_draft_is_read_once_the_form_is_open_and_again_when_it_is_resumed(
    slack: LocalSlack, app: AppUnderTest, statements: list[str]
) -> None:
    view = await open_form(slack)
    await slack.press(RECRUITER, view, "advice.answer", option="cms", block_id="estate")
    await open_form(slack)
    view = await offered(slack, "advice.resume")
    assert [statement.split()[0] for statement in statements] == ["SELECT", "INSERT", "SELECT"]
    await slack.press(RECRUITER, view, "advice.resume")
    read, written = (" ".join(statement.split()) for statement in statements[3:])
    assert read.startswith("SELECT")
    assert " FROM drafts" in read
    assert written.startswith("INSERT INTO drafts")  # what the form shows now is what is kept


@pytest.mark.parametrize("text", ["php vs backend", "php", "faq salary", "model", "help"])
async def test_a_command_is_answered_without_the_database(
    slack: LocalSlack, statements: list[str], text: str
) -> None:
    await ask(slack, text)
    assert statements == []


async def test_the_typeahead_is_answered_without_the_database(
    slack: LocalSlack, statements: list[str]
) -> None:
    place = slack.workspace
    await slack.shortcut(RECRUITER, "ask.lookup")
    view = place.views.top(RECRUITER)
    assert view is not None
    assert await slack.suggest(RECRUITER, view, "ask.entry", "lara")
    assert statements == []
