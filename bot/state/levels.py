"""The level of a state database: the newest migration that it has seen."""

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

from bot.errors import StateError
from bot.state.schema import HEAD

MIGRATING = 0x_201E_F17  # names the lock that whoever migrates holds; any number that stays


def level_of(connection: Connection) -> str | None:
    """The level, such as "0004"; None if the database holds no state."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    level = connection.execute(text("select version_num from alembic_version")).scalar()
    return None if level is None else str(level)


def bring_up_to_date(connection: Connection) -> str | None:
    """Migrate to HEAD: the level that it had before.

    Raises StateError if it is from a newer version, or at a level that there never was.
    """
    before = level_of(connection)
    if before != HEAD and connection.dialect.name == "postgresql":
        # many may start at once; in SQLite the transaction itself keeps others out
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        before = level_of(connection)
    if before is not None and before > HEAD:
        raise StateError("the state database is from a newer version of RoleFit")
    if before != HEAD:
        _migrate(connection)
    return before


def _migrate(connection: Connection) -> None:
    from alembic import command  # half a second to import, and only needed here
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise StateError("the state database is at a level that RoleFit does not know") from error
