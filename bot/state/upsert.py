"""INSERT … ON CONFLICT: both databases spell it alike, SQLAlchemy has one for each."""

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert, insert


def insert_into(dialect: str, table: Table) -> Insert:
    """An insert of the dialect that a connection has."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)  # type: ignore[return-value]  # all we use is the same
    return insert(table)
