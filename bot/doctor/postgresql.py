"""The state in PostgreSQL: whether it is there, ours, up to date and writable."""

from bot.doctor.checks import Check
from bot.errors import StateError
from bot.state.inspection import InspectedServer, inspect_postgresql
from bot.state.schema import HEAD


def check_postgresql(url: str) -> Check:
    """The database that the settings name, which is not changed."""
    try:
        seen = inspect_postgresql(url)
    except StateError as error:
        message = f"{error}. Is PostgreSQL up, and ROLEFIT_STATE_URL right?"
        return Check("state", "fault", message)
    return _judge(seen, f"PostgreSQL {seen.version}")


def _judge(seen: InspectedServer, where: str) -> Check:
    if seen.revision and seen.foreign:
        message = f"{where}: the database is another program's. Give RoleFit one of its own."
        return Check("state", "fault", message)
    if seen.revision and seen.revision > HEAD:
        message = (
            f"{where}: the state is from a newer RoleFit ({seen.revision}, this one knows {HEAD}). "
            "Run that version, or restore a dump from before it (pg_restore)."
        )
        return Check("state", "fault", message)
    if seen.read_only:
        message = f"{where} takes no writing, as a standby doesn't. Name the one that does."
        return Check("state", "fault", message)
    if seen.revision != HEAD and not seen.may_create:
        message = f"{where}: its user may make no tables. Grant CREATE on the schema."
        return Check("state", "fault", message)
    if seen.revision is None:
        return Check("state", "ok", f"{where} holds no state yet; serve makes it.")
    if seen.revision != HEAD:
        message = (
            f"{where}: the state is from an older RoleFit ({seen.revision}, this one has {HEAD}). "
            "Take a dump (pg_dump); serve brings it up to date when it starts."
        )
        return Check("state", "warning", message)
    return Check("state", "ok", f"{where}: the state is up to date ({HEAD}) and writable.")
