"""What a person leaves behind in a workspace, and how it is deleted: drafts of answers."""

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.state.engine import State
from bot.state.schema import drafts, feedback

_SAVE_DRAFT = insert(drafts)  # made once: every press in the form runs it
_SAVE_DRAFT = _SAVE_DRAFT.on_conflict_do_update(
    index_elements=["workspace", "person"],
    set_={name: _SAVE_DRAFT.excluded[name] for name in ("answers", "updated_at")},
)


async def save_draft(
    state: State, workspace: str, person: str, answers: dict[str, str], now: float
) -> None:
    """Keep the answers of an open form."""
    draft = {
        "workspace": workspace,
        "person": person,
        "answers": msgspec.json.encode(answers).decode(),
        "updated_at": now,
    }
    await state.transact(lambda connection: connection.execute(_SAVE_DRAFT, draft))


async def read_draft(state: State, workspace: str, person: str) -> dict[str, str]:
    """The answers that a person gave last; none if there are none."""
    mine = (drafts.c.workspace == workspace, drafts.c.person == person)
    kept = select(drafts.c.answers).where(*mine)
    found = await state.transact(lambda connection: connection.execute(kept).scalar())
    return msgspec.json.decode(found, type=dict[str, str]) if found else {}


async def delete_data(state: State, workspace: str, person: str) -> None:
    """Delete all that is kept of a person in a workspace."""

    def forget(connection: Connection) -> None:
        for table in (drafts, feedback):
            connection.execute(
                delete(table).where(table.c.workspace == workspace, table.c.person == person)
            )

    await state.transact(forget)
