"""The tables. Times are seconds since the epoch (UTC), so that every database agrees on them.

`workspace` is the id of the Slack workspace that a row belongs to: every statement names it,
except for the outbox's drain, which serves all. What bears a `workspace`, or a `person`, is what
is exported and deleted of them (privacy.py). `info` says how it is exported: a `secret` is not
shown, `json` is a document.
"""

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

HEAD = "0004"  # the newest migration: a database that is there already needs no alembic

ADDED = "rolefit_outbox"  # where PostgreSQL tells all processes that the outbox has a new row

metadata = MetaData()


def _id(length: int) -> TypeEngine[str]:
    """The type of an id of Slack's or a pack's: SQLite knows no lengths, and PostgreSQL, which
    would refuse what is longer, is told none.
    """
    return String(length).with_variant(Text(), "postgresql")


JSON = {"json": True}
SECRET = {"secret": True}

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", _id(32), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", Float, nullable=False),
    Index("unanswered_by_time", "asked_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _id(128), primary_key=True),
    Column("workspace", _id(32), nullable=False),
    Column("channel", _id(32), nullable=False),
    Column("person", _id(32), nullable=False),
    Column("message", Text, nullable=False, info=JSON),
    Column("afterwards", Text, nullable=True, info=JSON),
    Column("private", Boolean, nullable=False),
    Column("response_url", Text, nullable=True, info=SECRET),
    Column("response_url_until", Float, nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Float, nullable=False),
    Column("leased_until", Float, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("done_at", Float, nullable=True),
    Index("outbox_due", "done_at", "due_at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("workspace", _id(32), primary_key=True),
    Column("person", _id(32), primary_key=True),
    Column("answers", Text, nullable=False, info=JSON),
    Column("updated_at", Float, nullable=False),
    Column("form", _id(32), nullable=False, server_default=""),  # the open form they come from
    Column("earlier", Text, nullable=True, info=JSON),  # the answers of the form before that one
    Index("drafts_by_time", "updated_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("workspace", _id(32), primary_key=True),
    Column("person", _id(32), primary_key=True),
    Column("entry", _id(64), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("word", Text, nullable=True),
    Column("given_at", Float, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("event", _id(64), primary_key=True),
    Column("workspace", _id(32), nullable=False),
    Column("claimed_at", Float, nullable=False),
    Index("claims_by_time", "claimed_at"),
)
