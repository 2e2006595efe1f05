"""What goes by itself once it is too old, whether or not anybody comes back."""

from sqlalchemy import Connection, delete, func, select

from bot.state.engine import BACKGROUND_SECONDS, State
from bot.state.schema import claims, drafts, feedback, outbox, unanswered

DAY = 24 * 3600
EXPIRING = 0x_201E_F18  # names the lock that whoever deletes holds; any number that stays

KEEP_DRAFT_SECONDS = 30 * DAY
KEEP_UNANSWERED_SECONDS = 90 * DAY
KEEP_VOTE_SECONDS = 365 * DAY
KEEP_CLAIM_SECONDS = 365 * DAY  # Slack sends a mention again whenever its author edits it
KEEP_DONE_SECONDS = DAY  # how long a second press on the same Share is recognised

_KEPT = (
    (drafts.c.updated_at, KEEP_DRAFT_SECONDS),
    (unanswered.c.asked_at, KEEP_UNANSWERED_SECONDS),
    (feedback.c.given_at, KEEP_VOTE_SECONDS),
    (claims.c.claimed_at, KEEP_CLAIM_SECONDS),
    (outbox.c.done_at, KEEP_DONE_SECONDS),
)


async def delete_expired(state: State, now: float) -> None:
    """Delete every row that has been kept for its time, unless another process is at it."""

    def expire(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":  # SQLite lets but one write
            alone = select(func.pg_try_advisory_xact_lock(EXPIRING))
            if not connection.execute(alone).scalar_one():
                return
        for since, seconds in _KEPT:
            connection.execute(delete(since.table).where(since < now - seconds))

    await state.transact(expire, BACKGROUND_SECONDS)
