"""What a workspace's people leave behind: the questions that nothing answered, and votes."""

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import and_, case, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.state.engine import BACKGROUND_SECONDS, State
from bot.state.expiry import KEEP_UNANSWERED_SECONDS
from bot.state.schema import feedback, unanswered
from knowledge.text import normal

LONGEST_QUESTION = 300  # characters
LONGEST_READ = 1_000  # characters that are looked through for what is private

_PRIVATE = re.compile(  # it runs on the event loop: no run of characters is read time and again
    r"<(?:[@#!]|https?:|mailto:|tel:)[^<>]*>"  # mentions and links as Slack writes them
    r"|\b(?:https?://|www\.)\S+"
    r"|[^\s@]{1,64}@\S+"  # addresses
    r"|(?<!\w)@\w+"  # names
    r"|\+?\d[\d\s()/.-]{6,}\d",  # phone numbers
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question that nothing answered, in its latest wording; `last_asked` since the epoch."""

    question: str
    count: int
    last_asked: float


@dataclass(frozen=True, slots=True)
class NotHelpfulEntry:
    """An entry that people called not helpful, with what they missed, oldest first."""

    entry: str
    count: int
    words: tuple[str, ...]


def anonymous(question: str) -> str:
    """A question without mentions, addresses, phone numbers and links, on one line.

    It is cut first, at a space: what is cut in two could not be told any more.
    """
    read = question
    if len(question) > LONGEST_READ:
        read = (question[:LONGEST_READ].rpartition(" ")[0] or question[:LONGEST_QUESTION]) + " …"
    return " ".join(_PRIVATE.sub("…", read).split())[:LONGEST_QUESTION]


async def record_unanswered(state: State, workspace: str, question: str, now: float) -> None:
    """Keep a question for the curators, without who asked."""
    recorded = insert(unanswered).values(
        workspace=workspace, question=anonymous(question), asked_at=now
    )
    await state.transact(lambda connection: connection.execute(recorded), BACKGROUND_SECONDS)


async def record_vote(
    state: State, workspace: str, person: str, entry: str, helpful: bool, given_at: float
) -> None:
    """Keep a person's vote on an entry; of several, the one given last.

    A word stays beside the vote that it explains, and goes when that vote changes.
    """
    vote = insert(feedback).values(
        workspace=workspace, person=person, entry=entry, helpful=helpful, given_at=given_at
    )
    new = vote.excluded
    word = case((feedback.c.helpful == new.helpful, feedback.c.word), else_=None)
    vote = vote.on_conflict_do_update(
        index_elements=["workspace", "person", "entry"],
        set_={"helpful": new.helpful, "given_at": new.given_at, "word": word},
        where=feedback.c.given_at <= new.given_at,
    )
    await state.transact(lambda connection: connection.execute(vote))


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


async def unanswered_questions(state: State, now: float) -> list[UnansweredQuestion]:
    """What nothing answered in 90 days in all workspaces, wordings that mean the same words
    counted together; most asked first.
    """
    asked = (
        select(unanswered.c.question, unanswered.c.asked_at)
        .where(unanswered.c.asked_at >= now - KEEP_UNANSWERED_SECONDS)
        .order_by(unanswered.c.asked_at)
    )
    counts: Counter[str] = Counter()
    latest: dict[str, tuple[str, float]] = {}
    for question, asked_at in await state.read(lambda c: c.execute(asked).all()):
        wording = normal(question) or question
        counts[wording] += 1
        latest[wording] = question, asked_at
    found = [UnansweredQuestion(latest[w][0], count, latest[w][1]) for w, count in counts.items()]
    return sorted(found, key=lambda each: (-each.count, -each.last_asked))


async def not_helpful_entries(state: State) -> list[NotHelpfulEntry]:
    """What people called not helpful in all workspaces, without who they are; most votes first."""
    votes = (
        select(feedback.c.entry, feedback.c.word)
        .where(feedback.c.helpful.is_(False))
        .order_by(feedback.c.given_at)
    )
    words: dict[str, list[str | None]] = {}
    for entry, word in await state.read(lambda c: c.execute(votes).all()):
        words.setdefault(entry, []).append(word)
    found = [
        NotHelpfulEntry(entry, len(given), tuple(filter(None, given)))
        for entry, given in words.items()
    ]
    return sorted(found, key=lambda each: (-each.count, each.entry))
