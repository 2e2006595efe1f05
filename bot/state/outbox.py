"""Messages that must reach Slack although it is slow, busy or away, or this process dies.

A row is committed before the press that caused it is acknowledged. Whoever delivers claims
rows under a lease; a row whose holder died becomes free when its lease runs out. So a process
that dies between Slack's answer and its own note of it makes the next one post again: we would
rather repeat a share in that moment than lose it. Times are the database's (`State.time`):
processes whose clocks differ would take each other's leases for over.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from math import inf
from typing import Any, NotRequired, TypedDict

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.state.engine import State
from bot.state.schema import ADDED, claims, outbox
from bot.state.upsert import insert_into

log = logging.getLogger(__name__)

LEASE_SECONDS = 12.0  # longer than one delivery may take: two calls of five seconds
APART_SECONDS = 5.0  # by which what two processes take for now may differ
MENTIONED = "event:"  # how the ids of messages begin that answer a mention
SET_ASIDE = 1e15  # seconds; when a message that cannot be read is due: never

_WAITS = and_(outbox.c.done_at.is_(None), outbox.c.due_at < SET_ASIDE)


class StoredMessage(TypedDict):
    """A message as the Web API takes it, whatever its blocks."""

    text: str
    blocks: list[Any]
    thread_ts: NotRequired[str]


_decode = msgspec.json.Decoder(StoredMessage).decode


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message for a channel.

    `id` names the press, and with its workspace, whose own Slack's ids are, so that pressing twice
    posts once. `message` is a Web API message,
    with `thread_ts` if it belongs in a thread; `afterwards` replaces the person's own copy once
    it is posted. A `private` message is for the person alone and does no harm when it arrives
    twice; any other is sent again only where Slack surely has not posted it. `response_url`
    serves until `response_url_until` (seconds since the epoch).
    """

    id: str
    workspace: str
    channel: str
    person: str
    message: StoredMessage
    response_url: str | None
    response_url_until: float = 0.0
    afterwards: StoredMessage | None = None
    private: bool = False
    attempts: int = 0
    created_at: float = 0.0


def welcomed(workspace: str, person: str) -> str:
    """The claim on a person's (id) welcome, and the id of the message. It names them, so it is
    theirs (privacy.py): whoever has their data deleted is greeted anew.
    """
    return f"welcome:{workspace}:{person}"


async def add(state: State, message: OutboxMessage, now: float) -> bool:
    """Commit a message; False if this press is in the outbox or was posted already."""

    def add(connection: Connection) -> bool:
        return connection.execute(_insert(connection, message, now)).first() is not None

    return await state.transact(add)


async def add_answer(state: State, answered: str, message: OutboxMessage, now: float) -> bool:
    """Claim what is answered and commit the message that answers it; False if it was claimed
    before.
    """

    def add(connection: Connection) -> bool:
        claimed = (
            insert_into(connection.dialect.name, claims)
            .values(event=answered, workspace=message.workspace, claimed_at=now)
            .on_conflict_do_nothing()
            .returning(claims.c.event)
        )
        if connection.execute(claimed).first() is None:
            return False
        connection.execute(_insert(connection, message, now))
        return True

    return await state.transact(add)


async def claim(
    state: State, now: float, limit: int = 10, in_hand: Collection[str] = ()
) -> list[OutboxMessage]:
    """Take up to `limit` messages that are due, for LEASE_SECONDS; not those that we have
    `in_hand` (ids), although their lease may have run out.
    """
    due = (
        select(outbox.c.id)
        .where(_WAITS, or_(outbox.c.due_at <= now, _of_a_later_clock(now)))
        .where(or_(outbox.c.leased_until <= now, _of_a_later_clock(now)))
        .where(outbox.c.id.not_in(in_hand))
        .order_by(outbox.c.due_at, outbox.c.created_at)
        .limit(limit)
        .with_for_update(skip_locked=True)  # where several write at once, each takes others
        .cte("due")  # which is looked up once: a subquery may be for each row, past the limit
    )
    leased = (
        update(outbox)
        .where(outbox.c.id.in_(select(due.c.id)))
        .values(leased_until=now + LEASE_SECONDS, attempts=outbox.c.attempts + 1)
        .returning(outbox)
    )

    def take(connection: Connection) -> list[OutboxMessage]:
        found = connection.execute(leased).mappings().all()
        rows = sorted(found, key=lambda row: (row["due_at"], row["created_at"]))
        messages = {row["id"]: _message(row) for row in rows}
        if unreadable := [id for id, message in messages.items() if message is None]:
            aside = update(outbox).where(outbox.c.id.in_(unreadable))
            connection.execute(aside.values(due_at=SET_ASIDE, leased_until=0.0))
            log.error("%d messages of the outbox cannot be read: set aside", len(unreadable))
        return [message for message in messages.values() if message]

    return await state.transact(take)


async def finish(state: State, id: str, now: float) -> None:
    """It is posted: its words go, its id stays a day to recognise a second press."""
    await _update(state, id, done_at=now, message="{}", afterwards=None, response_url=None)


async def give_up(state: State, id: str, notice: OutboxMessage | None, now: float) -> None:
    """It cannot be posted: forget it, so that pressing Share again tries again, and in the
    same transaction put a notice to the person in its place, unless they have had it deleted.
    """

    def replace(connection: Connection) -> None:
        gone = connection.execute(delete(outbox).where(outbox.c.id == id).returning(outbox.c.id))
        if gone.first() is not None and notice:
            connection.execute(_insert(connection, notice, now))

    await state.transact(replace, urgent=True)


async def postpone(
    state: State, id: str, now: float, seconds: float = 0.0, *, without_response_url: bool = False
) -> None:
    """Free it, to be claimed again in so many seconds; without its response_url if Slack no
    longer takes that.
    """
    values: dict[str, Any] = {"due_at": now + seconds, "leased_until": now}
    if without_response_url:
        values["response_url"] = None
    await _update(state, id, **values)


async def next_due(state: State, now: float, in_hand: Collection[str] = ()) -> float:
    """Seconds until the next message can be claimed that we don't have `in_hand` (ids); infinite
    if none waits.
    """
    can_be_claimed = case(
        (_of_a_later_clock(now), now),
        (outbox.c.due_at > outbox.c.leased_until, outbox.c.due_at),
        else_=outbox.c.leased_until,
    )
    soonest = select(func.min(can_be_claimed)).where(_WAITS, outbox.c.id.not_in(in_hand))
    due = await state.read(lambda connection: connection.execute(soonest).scalar())
    return inf if due is None else max(0.0, due - now)


def _of_a_later_clock(now: float) -> ColumnElement[bool]:
    """Whether the clock has been set back since a message was leased or postponed: its times
    tell nothing any more. A little later is no other clock: another process has looked at it
    after us and claimed before us.
    """
    return outbox.c.leased_until > now + LEASE_SECONDS + APART_SECONDS


async def backlog(state: State, now: float) -> tuple[int, float]:
    """How many messages wait to be posted, and for how many seconds the oldest has."""
    waiting = select(func.count(), func.min(outbox.c.created_at)).where(_WAITS)
    count, oldest = await state.read(lambda connection: connection.execute(waiting).one())
    return count, max(0.0, now - oldest) if count else 0.0


def _insert(
    connection: Connection, message: OutboxMessage, now: float
) -> ReturningInsert[tuple[object, ...]]:
    """A message that is not there yet, which returns a row; PostgreSQL tells other processes."""
    values = {name: getattr(message, name) for name in OutboxMessage.__slots__}
    values |= {
        "message": _encode(message.message),
        "afterwards": _encode(message.afterwards) if message.afterwards else None,
        "due_at": 0.0,  # at once, whatever the clock says later
        "leased_until": 0.0,
        "created_at": now,
    }
    dialect = connection.dialect.name
    told = [func.pg_notify(ADDED, "")] if dialect == "postgresql" else []
    new = insert_into(dialect, outbox).values(values).on_conflict_do_nothing()
    return new.returning(outbox.c.id, *told)


async def _update(state: State, id: str, **values: object) -> None:
    changed = update(outbox).where(outbox.c.id == id).values(**values)
    await state.transact(lambda connection: connection.execute(changed), urgent=True, single=True)


def _message(row: Any) -> OutboxMessage | None:
    """A row as a message; None if what it holds is none."""
    values = {name: row[name] for name in OutboxMessage.__slots__}
    try:
        values["message"] = _decode(row["message"])
        values["afterwards"] = _decode(row["afterwards"]) if row["afterwards"] else None
    except (msgspec.DecodeError, TypeError):
        return None
    return OutboxMessage(**values)


def _encode(message: StoredMessage) -> str:
    return msgspec.json.encode(message).decode()
