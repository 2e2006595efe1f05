"""All that is kept of a person in a workspace, or of a workspace: exported, or deleted.

Of a person that is every row that bears their id: drafts, votes, that they were welcomed, and
messages of the outbox, those that still wait and those that were posted within a day. Unanswered
questions and claimed mentions bear nobody's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Float, Table, and_, delete, select

from bot.state.engine import REQUEST_SECONDS, State
from bot.state.outbox import welcomed
from bot.state.schema import claims, metadata

NOT_SHOWN = "(not shown)"


async def delete_data(
    state: State, workspace: str, person: str | None = None, patience: float = REQUEST_SECONDS
) -> dict[str, int]:
    """Delete it, all or nothing: how many rows of each table. What the person shared and still
    waits to be posted is then not posted.
    """

    def forget(connection: Connection) -> dict[str, int]:
        return {
            table.name: connection.execute(delete(table).where(theirs)).rowcount
            for table, theirs in _kept(workspace, person)
        }

    return await state.transact(forget, patience)


async def export_data(
    state: State, workspace: str, person: str | None = None, patience: float = REQUEST_SECONDS
) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, as JSON can hold them: times as ISO 8601 in UTC, a secret as a
    note that there is one.
    """

    def read(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [
                {column.name: _shown(column, row[column]) for column in table.columns}
                for row in connection.execute(select(table).where(theirs)).mappings()
            ]
            for table, theirs in _kept(workspace, person)
        }

    return await state.read(read, patience)


def _kept(workspace: str, person: str | None) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The tables that hold something of theirs, and which rows."""
    for table in metadata.sorted_tables:
        owner = table.c.workspace == workspace
        if person is None:
            yield table, owner
        elif "person" in table.c:
            yield table, and_(owner, table.c.person == person)
        elif table is claims:
            yield table, and_(owner, table.c.event == welcomed(workspace, person))


def _shown(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if column.info.get("secret"):
        return NOT_SHOWN
    if isinstance(column.type, Float):  # all of these are times, 0 means never
        return datetime.fromtimestamp(value, UTC).isoformat() if value else None
    if column.info.get("json"):
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:  # what cannot be read is theirs all the same
            return value
    return value
