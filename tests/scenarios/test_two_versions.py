"""Two versions on one database: a newer one migrates it while an older one serves.

The older one is the app as it is now; what the newer one may do to it is what
tests/bot/state/test_migrations.py lets a migration do.
"""

import pytest

from bot.state.schema import HEAD, metadata
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import on_both
from tests.support.installations import (
    delete_in_home,
    fill_form,
    mention,
    top,
    use_answers,
)
from tests.support.packs import PackFolder
from tests.support.slack import ask, posts, told
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

pytestmark = [on_both, over_http]

OFTEN = 6  # more often than after which PostgreSQL's drivers like to prepare a statement


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


async def choose(slack: LocalSlack) -> None:
    """Open the form, and change one's mind: each time the draft is read or saved."""
    assert (await slack.command(RECRUITER, HIRING, "")).ok
    for number in range(OFTEN):
        option = ("cms", "several")[number % 2]
        view = top(slack)
        assert (
            await slack.press(RECRUITER, view, "advice.answer", option=option, block_id="estate")
        ).ok
        assert "Kickoff" in (await ask(slack, "kickoff")).text
    await slack.close(RECRUITER, top(slack), all_views=True)


async def migrate(app: AppUnderTest) -> None:
    """What a newer version may do: add columns, tables and indexes, and widen what is there."""
    for table in metadata.tables:
        await app.rows(f"alter table {table} add column of_a_newer_version text")
        await app.rows(f"alter table {table} add column more text not null default 'x'")
        await app.rows(f"create index newer_{table} on {table} (of_a_newer_version)")
    await app.rows("create table newer (workspace text not null, of text not null)")
    if app.database.kind == "postgresql":
        await app.rows("alter table drafts alter column answers type varchar(9000)")
    newer = f"{int(HEAD) + 1:04}"
    await app.rows(f"update alembic_version set version_num = '{newer}'")


async def test_the_older_one_goes_on_serving(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await choose(slack)
    await migrate(rolefit)
    await choose(slack)
    await fill_form(slack)
    await use_answers(slack)
    await mention(slack)
    await slack.open_home(RECRUITER, "messages")
    await slack.workspace.changed(lambda: told(slack))
    await rolefit.emptied("outbox where done_at is null")
    assert (len(posts(slack, HIRING)), len(posts(slack, ENGINEERING))) == (2, 1)
    for table in metadata.tables:
        assert await rolefit.rows(f"select * from {table}")
    await delete_in_home(slack)
    assert await rolefit.rows("select * from drafts") == []
    await rolefit.rows(f"update alembic_version set version_num = '{HEAD}'")
