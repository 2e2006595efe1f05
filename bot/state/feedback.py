"""Votes on answers, and what people say is missing from them."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, select, update

from bot.state.engine import BACKGROUND_SECONDS, State
from bot.state.schema import feedback
from bot.state.unanswered import anonymous
from bot.state.upsert import insert_into


@dataclass(frozen=True, slots=True)
class NotHelpfulEntry:
    """An entry that people called not helpful, with what they missed, oldest first."""

    entry: str
    count: int
    words: tuple[str, ...]


async def record_vote(
    state: State, workspace: str, person: str, entry: str, helpful: bool, given_at: float
) -> None:
    """Keep a person's vote on an entry; of several, the one given last.

    A word stays beside the vote that it explains, and goes when that vote changes.
    """

    def keep(connection: Connection) -> None:
        vote = insert_into(connection.dialect.name, feedback).values(
            workspace=workspace, person=person, entry=entry, helpful=helpful, given_at=given_at
        )
        new = vote.excluded
        word = case((feedback.c.helpful == new.helpful, feedback.c.word), else_=None)
        later = vote.on_conflict_do_update(
            index_elements=["workspace", "person", "entry"],
            set_={"helpful": new.helpful, "given_at": new.given_at, "word": word},
            where=feedback.c.given_at <= new.given_at,
        )
        connection.execute(later)

    await state.transact(keep, single=True)


async def record_word(state: State, workspace: str, person: str, entry: str, word: str) -> bool:
    """Keep what a person missed beside their "not helpful"; False if that vote is not there."""
    theirs = and_(
        feedback.c.workspace == workspace,
        feedback.c.person == person,
        feedback.c.entry == entry,
        feedback.c.helpful.is_(False),
    )
    kept = update(feedback).where(theirs).values(word=anonymous(word)).returning(feedback.c.entry)
    return await state.transact(lambda connection: connection.execute(kept).first() is not None)


async def not_helpful_entries(state: State, workspace: str | None = None) -> list[NotHelpfulEntry]:
    """What people called not helpful in a workspace, or in all, without who they are; most votes
    first.
    """
    votes = (
        select(feedback.c.entry, feedback.c.word)
        .where(feedback.c.helpful.is_(False))
        .order_by(feedback.c.given_at)
    )
    if workspace is not None:
        votes = votes.where(feedback.c.workspace == workspace)
    words: dict[str, list[str | None]] = {}
    for entry, word in await state.read(lambda c: c.execute(votes).all(), BACKGROUND_SECONDS):
        words.setdefault(entry, []).append(word)
    found = [
        NotHelpfulEntry(entry, len(given), tuple(filter(None, given)))
        for entry, given in words.items()
    ]
    return sorted(found, key=lambda each: (-each.count, each.entry))
