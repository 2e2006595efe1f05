"""Workspaces and organisations on one RoleFit: nothing of one is ever another's.

Their Slacks give people, channels, messages, views and events the same ids, and they do things in
an order made by chance. What they may leave behind is found in the database: whoever adds a table
adds a visit that fills it.
"""

import asyncio
import json
import random
from collections.abc import AsyncIterator

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from tests.support.cli import CommandLine
from tests.support.databases import Database, on_both
from tests.support.installations import delete_in_home, top
from tests.support.neighbours import VISITS, Neighbour, Neighbourhood, neighbourhood
from tests.support.slack import posts
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

pytestmark = on_both


@pytest.fixture
async def they(
    kind: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Neighbourhood]:
    """All of them, after all of their visits, on each database in another order."""
    async with neighbourhood(database, [DEFAULT_PACK], monkeypatch) as found:
        chance = random.Random(kind)
        visits = chance.sample(VISITS, len(VISITS))  # the same for all, so that ids are the same
        turns = found.everybody * len(visits)
        chance.shuffle(turns)
        to_do = {one: iter(visits) for one in found.everybody}
        for one in turns:
            await found.do(one, next(to_do[one]))
        yield found


async def test_nothing_crosses(
    they: Neighbourhood, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    await check_rows(they)
    for one in they.everybody:
        await they.do(one, check_what_is_shown)
    monkeypatch.setenv("ROLEFIT_STATE_URL", they.app.database.url)
    for one in they.everybody:
        await check_commands(they, run, one)
    for one in they.everybody[:3]:
        await check_deleting(they, one)
    for one in they.everybody[1:]:
        await check_purging(they, run, one)
    await they.do(they.everybody[0], check_nothing_is_kept_of_me)


async def check_rows(they: Neighbourhood) -> None:
    """Every table has rows of each of them, as many of each, and nobody else's."""
    kept = await they.kept()
    assert {owner for owner, _ in kept} == {one.id for one in they.everybody}
    for table in they.tables:
        numbers = {one.id: kept[one.id, table].total() for one in they.everybody}
        assert min(numbers.values()) > 0, f"{table}: no visit fills it for all: {numbers}"
        assert len(set(numbers.values())) == 1, f"{table}: they did the same: {numbers}"


async def check_what_is_shown(one: Neighbour) -> None:
    """What they read is theirs: the answers of their form, and each post once in their Slack."""
    assert len(posts(one.slack, HIRING)) == 4  # advice, an FAQ, php, backend
    assert len(posts(one.slack, ENGINEERING)) == 1
    await one.slack.command(RECRUITER, HIRING, "kickoff")
    sheet = json.dumps(one.slack.workspace.messages[-1].blocks)
    assert f"estate={one.estate}" in sheet
    await one.slack.open_home(RECRUITER)
    home = one.slack.workspace.views.home(RECRUITER)
    assert home is not None
    assert "home.resume" in json.dumps(home.blocks)


async def check_commands(they: Neighbourhood, run: CommandLine, one: Neighbour) -> None:
    """An operator's commands about one of them tell nothing of the others."""
    kept = await they.kept()
    commands = (
        ("state", "export", "--workspace", one.id, "--person", RECRUITER.id),
        ("gaps", "--workspace", one.id),
        ("state", "export", "--workspace", one.id),
    )
    for command in commands:
        done = await asyncio.to_thread(run, *command)
        assert done.code == 0, done.err
        assert one.word in done.out
        for other in they.everybody:
            if other is not one:
                assert other.id not in done.out
                assert other.word not in done.out
    exported = json.loads(done.out)["tables"]
    assert {table: len(rows) for table, rows in exported.items()} == {
        table: kept[one.id, table].total() for table in they.tables
    }


async def check_deleting(they: Neighbourhood, one: Neighbour) -> None:
    """Delete my data: of all of them, one loses rows, and those are the person's."""
    before = await they.kept()
    await they.do(one, lambda me: delete_in_home(me.slack))
    after = await they.kept()
    changed = {owner for owner, table in before if before[owner, table] != after[owner, table]}
    assert changed == {one.id}
    for table in ("drafts", "feedback", "outbox"):
        assert not after[one.id, table]
    await they.do(one, check_nothing_is_kept_of_me)


async def check_purging(they: Neighbourhood, run: CommandLine, one: Neighbour) -> None:
    before = await they.kept()
    done = await asyncio.to_thread(run, "state", "purge", "--workspace", one.id, "--yes")
    assert done.code == 0, done.err
    after = await they.kept()
    assert after == {mine: rows for mine, rows in before.items() if mine[0] != one.id}


async def check_nothing_is_kept_of_me(one: Neighbour) -> None:
    """There are no answers to make a sheet from, whatever the others have: the form opens."""
    asked = await one.slack.command(RECRUITER, HIRING, "kickoff")
    assert asked.message is None
    await one.slack.close(RECRUITER, top(one.slack), all_views=True)
