"""Drafts: the answers that a person has given in an open form, and in the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, Dialect, case, or_, select

from bot.state.engine import State
from bot.state.schema import drafts
from bot.state.upsert import insert_into

_QUESTIONNAIRE = ""  # beside the answers: no question has this id


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers (option id by question id) to a questionnaire (its id; None: not known, as up to
    version 0.2), last changed at `updated_at` (seconds since the epoch).
    """

    questionnaire: str | None
    answers: dict[str, str]
    updated_at: float = 0.0


async def save_draft(
    state: State,
    workspace: str,
    person: str,
    form: str,
    kept: Draft,
    given_at: float,
    *,
    sent: bool = False,
) -> None:
    """Keep the answers of an open form, by the id of its view; those of the form before stay
    beside them, and can be resumed.

    Of several presses on a form the one that was `given_at` last stays, whichever process takes
    it and in whatever order. One that is `sent` off holds all answers, so it stays in any case,
    and says nothing of when the last press was.
    """
    named = {_QUESTIONNAIRE: kept.questionnaire} if kept.questionnaire else {}
    draft = {
        "workspace": workspace,
        "person": person,
        "answers": msgspec.json.encode({**named, **kept.answers}).decode(),
        "updated_at": given_at,
        "form": form,
    }

    def keep(connection: Connection) -> None:
        statement, names = _save(connection.dialect, sent)
        values = tuple(map(draft.__getitem__, names)) if names else draft
        connection.exec_driver_sql(statement, values)

    await state.transact(keep, single=True)


async def read_draft(state: State, workspace: str, person: str, form: str | None = None) -> Draft:
    """The answers that a person gave last, those of this open form aside; none if none."""
    mine = (drafts.c.workspace == workspace, drafts.c.person == person)
    is_own = drafts.c.form == form
    answers_of = case((is_own, drafts.c.earlier), else_=drafts.c.answers)
    kept = select(answers_of, drafts.c.updated_at).where(*mine)
    found = await state.read(lambda connection: connection.execute(kept).first())
    written, updated_at = found or (None, 0.0)
    answers = msgspec.json.decode(written, type=dict[str, str]) if written else {}
    return Draft(answers.pop(_QUESTIONNAIRE, None), answers, updated_at)


@lru_cache(maxsize=2)
def _save(dialect: Dialect, sent: bool) -> tuple[str, Sequence[str] | None]:
    """The statement as the driver takes it, and the order of its values, None where it knows their
    names. Every press in the form runs it: to look it up part by part, as SQLAlchemy would each
    time, costs an eighth of keeping a draft.
    """
    save = insert_into(dialect.name, drafts)
    new = save.excluded
    same = drafts.c.form == new.form
    pressed_at = case((same, drafts.c.updated_at), else_=new.updated_at)
    upsert = save.on_conflict_do_update(
        index_elements=["workspace", "person"],
        set_={
            "answers": new.answers,
            "updated_at": pressed_at if sent else new.updated_at,
            "form": new.form,
            "earlier": case((same, drafts.c.earlier), else_=drafts.c.answers),
        },
        where=None if sent else or_(~same, drafts.c.updated_at <= new.updated_at),
    )
    given = [column.name for column in drafts.c if column is not drafts.c.earlier]
    compiled = upsert.compile(dialect=dialect, column_keys=given)
    return str(compiled), compiled.positiontup
