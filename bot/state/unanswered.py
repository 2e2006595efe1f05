"""Questions that nothing answered, for the curators: without whoever asked them."""

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import insert, select

from bot.state.engine import BACKGROUND_SECONDS, State
from bot.state.expiry import KEEP_UNANSWERED_SECONDS
from bot.state.schema import unanswered
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


def anonymous(question: str) -> str:
    """A question without mentions, addresses, phone numbers and links, on one line.

    It is cut first, at a space: what is cut in two could not be told any more.
    """
    read = question.replace("\0", "")  # which PostgreSQL takes in no text
    if len(read) > LONGEST_READ:
        read = (read[:LONGEST_READ].rpartition(" ")[0] or read[:LONGEST_QUESTION]) + " …"
    return " ".join(_PRIVATE.sub("…", read).split())[:LONGEST_QUESTION]


async def record_unanswered(state: State, workspace: str, question: str, now: float) -> None:
    """Keep a question for the curators, without who asked."""
    recorded = insert(unanswered).values(
        workspace=workspace, question=anonymous(question), asked_at=now
    )
    await state.transact(lambda connection: connection.execute(recorded), BACKGROUND_SECONDS)


async def unanswered_questions(
    state: State, now: float, workspace: str | None = None
) -> list[UnansweredQuestion]:
    """What nothing answered in 90 days in a workspace, or in all, wordings that mean the same
    words counted together; most asked first.
    """
    asked = (
        select(unanswered.c.question, unanswered.c.asked_at)
        .where(unanswered.c.asked_at >= now - KEEP_UNANSWERED_SECONDS)
        .order_by(unanswered.c.asked_at)
    )
    if workspace is not None:
        asked = asked.where(unanswered.c.workspace == workspace)
    counts: Counter[str] = Counter()
    latest: dict[str, tuple[str, float]] = {}
    for question, asked_at in await state.read(
        lambda c: c.execute(asked).all(), BACKGROUND_SECONDS
    ):
        wording = normal(question) or question
        counts[wording] += 1
        latest[wording] = question, asked_at
    found = [UnansweredQuestion(latest[w][0], count, latest[w][1]) for w, count in counts.items()]
    return sorted(found, key=lambda each: (-each.count, -each.last_asked))
