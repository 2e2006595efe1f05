"""The outbox, and the questions that nothing answered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None


def _id(length: int) -> TypeEngine[str]:
    return sa.String(length).with_variant(sa.Text(), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("workspace", _id(32), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
    )
    op.create_index("unanswered_by_time", "unanswered", ["asked_at"])
    op.create_table(
        "outbox",
        sa.Column("id", _id(128), primary_key=True),
        sa.Column("workspace", _id(32), nullable=False),
        sa.Column("channel", _id(32), nullable=False),
        sa.Column("person", _id(32), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("afterwards", sa.Text, nullable=True),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("response_url", sa.Text, nullable=True),
        sa.Column("response_url_until", sa.Float, nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("leased_until", sa.Float, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("done_at", sa.Float, nullable=True),
    )
    op.create_index("outbox_due", "outbox", ["done_at", "due_at"])


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("outbox")
    op.drop_table("unanswered")
