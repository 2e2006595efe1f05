"""What a workspace's people leave behind: so far, the questions that nothing answered."""

import re

from sqlalchemy import delete, insert

from bot.state.engine import State
from bot.state.schema import unanswered

KEEP_SECONDS = 90 * 24 * 3600
LONGEST_QUESTION = 300  # characters

_PRIVATE = re.compile(
    r"<(?:[@#!]|https?:|mailto:|tel:)[^>]*>"  # mentions and links as Slack writes them
    r"|\b(?:https?://|www\.)\S+"
    r"|\S+@\S+"  # addresses
    r"|(?<!\w)@\w+"  # names
    r"|\+?\d[\d\s()/.-]{6,}\d",  # phone numbers
    re.IGNORECASE,
)


def anonymous(question: str) -> str:
    """A question without mentions, addresses, phone numbers and links, on one line."""
    return " ".join(_PRIVATE.sub("…", question).split())[:LONGEST_QUESTION]


async def record_unanswered(state: State, workspace: str, question: str, now: float) -> None:
    """Keep a question for the curators, without who asked; older ones than 90 days go."""
    async with state.transaction() as connection:
        await connection.execute(
            delete(unanswered).where(unanswered.c.asked_at < now - KEEP_SECONDS)
        )
        await connection.execute(
            insert(unanswered).values(
                workspace=workspace, question=anonymous(question), asked_at=now
            )
        )
