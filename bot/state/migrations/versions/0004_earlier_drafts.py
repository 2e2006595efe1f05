"""The answers of the form before: what a form that was begun anew would have replaced."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0004"
down_revision = "0003"


def _id(length: int) -> TypeEngine[str]:
    return sa.String(length).with_variant(sa.Text(), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("form", _id(32), nullable=False, server_default=""))
        drafts.add_column(sa.Column("earlier", sa.Text, nullable=True))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_column("earlier")
        drafts.drop_column("form")
