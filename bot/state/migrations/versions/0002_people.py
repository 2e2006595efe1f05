"""What people leave behind: drafts and feedback; and the events that were claimed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0002"
down_revision = "0001"


def _id(length: int) -> TypeEngine[str]:
    return sa.String(length).with_variant(sa.Text(), "postgresql")


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "drafts",
        sa.Column("workspace", _id(32), primary_key=True),
        sa.Column("person", _id(32), primary_key=True),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("workspace", _id(32), primary_key=True),
        sa.Column("person", _id(32), primary_key=True),
        sa.Column("entry", _id(64), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("word", sa.Text, nullable=True),
        sa.Column("given_at", sa.Float, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("event", _id(64), primary_key=True),
        sa.Column("workspace", _id(32), nullable=False),
        sa.Column("claimed_at", sa.Float, nullable=False),
    )
    op.create_index("claims_by_time", "claims", ["claimed_at"])


def downgrade() -> None:
    """Drop them."""
    for name in ("claims", "feedback", "drafts"):
        op.drop_table(name)
