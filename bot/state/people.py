"""What a person leaves behind in a workspace, and how it is deleted: drafts of answers."""

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.state.engine import State
from bot.state.schema import drafts, feedback

KEEP_DRAFT_SECONDS = 30 * 24 * 3600


async def save_draft(
    state: State, workspace: str, person: str, answers: dict[str, str], now: float
) -> None:
    """Keep the answers of an open form; drafts older than 30 days go."""
    written = {"answers": msgspec.json.encode(answers).decode(), "updated_at": now}
    async with state.transaction() as connection:
        await connection.execute(
            delete(drafts).where(drafts.c.updated_at < now - KEEP_DRAFT_SECONDS)
        )
        await connection.execute(
            insert(drafts)
            .values(workspace=workspace, person=person, **written)
            .on_conflict_do_update(index_elements=["workspace", "person"], set_=written)
        )


async def read_draft(state: State, workspace: str, person: str) -> dict[str, str]:
    """The answers that a person gave last; none if there are none."""
    mine = (drafts.c.workspace == workspace, drafts.c.person == person)
    async with state.transaction() as connection:
        found = (await connection.execute(select(drafts.c.answers).where(*mine))).scalar()
    return msgspec.json.decode(found, type=dict[str, str]) if found else {}


async def delete_data(state: State, workspace: str, person: str) -> None:
    """Delete all that is kept of a person in a workspace."""
    async with state.transaction() as connection:
        for table in (drafts, feedback):
            await connection.execute(
                delete(table).where(table.c.workspace == workspace, table.c.person == person)
            )
