"""A state in PostgreSQL that is not as it should be."""

import pytest

from bot.state.schema import HEAD
from tests.support.databases import Database, on_postgresql
from tests.support.doctor import Doctor

READ_ONLY = (
    "do $$ begin execute format("
    "'alter database %I set default_transaction_read_only = on', current_database()); end $$"
)


@on_postgresql
async def test_the_doctor_knows_a_sound_state(doctor: Doctor, database: Database) -> None:
    doctor.set(ROLEFIT_STATE_URL=database.url)
    await doctor.examine()
    [told] = doctor.said("ok", "state")
    assert f"the state is up to date ({HEAD}) and writable" in told


@on_postgresql
@pytest.mark.parametrize(
    ("change", "level", "words"),
    [
        ("update alembic_version set version_num = '9999'", "fault", "from a newer RoleFit"),
        ("update alembic_version set version_num = '0003'", "warning", "pg_dump"),
        (READ_ONLY, "fault", "no writing"),
        (
            "do $$ declare t text; begin for t in select tablename from pg_tables where"
            " schemaname = 'public' and tablename <> 'alembic_version' loop"
            " execute 'drop table ' || t; end loop; create table others (id int); end $$",
            "fault",
            "another program's",
        ),
    ],
    ids=["newer", "older", "read-only", "foreign"],
)
async def test_the_doctor_says_what_is_wrong(
    doctor: Doctor, database: Database, change: str, level: str, words: str
) -> None:
    database.rows(change)
    doctor.set(ROLEFIT_STATE_URL=database.url)
    await doctor.examine()
    assert words in " ".join(doctor.said(level, "state"))


async def test_the_doctor_tells_of_a_database_that_is_away(doctor: Doctor) -> None:
    doctor.set(ROLEFIT_STATE_URL="postgresql://u:hunter2@127.0.0.1:1/d")
    told = await doctor.examine()
    assert "Connection refused. Is PostgreSQL up" in doctor.only_fault()
    assert "hunter2" not in told
