"""Drafts by time: each press in the form deletes old ones, and looked at all of them for it."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index."""
    op.create_index("drafts_by_time", "drafts", ["updated_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("drafts_by_time", "drafts")
