"""Drafts by time, by which old ones are found and deleted."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index."""
    op.create_index("drafts_by_time", "drafts", ["updated_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("drafts_by_time", "drafts")
