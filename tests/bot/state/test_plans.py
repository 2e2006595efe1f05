"""In a large PostgreSQL, nothing that a person waits for reads a whole table."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, event

from bot.state import outbox
from bot.state.drafts import Draft, read_draft, save_draft
from bot.state.engine import State
from bot.state.feedback import record_vote, record_word
from bot.state.outbox import OutboxMessage
from bot.state.privacy import delete_data
from bot.state.unanswered import record_unanswered
from tests.support.databases import Database, on_postgresql

NOW = 1_800_000_000.0
MESSAGE = OutboxMessage("new", "T1", "C1", "U1", {"text": "", "blocks": []}, None)
OF = "'T' || n % 1000, 'U' || n"  # a thousand workspaces
ROWS = [
    f"insert into drafts select {OF}, '{{}}', n, '', null from generate_series(1, 20000) n",
    f"insert into feedback select {OF}, 'faq/x', false, '', n from generate_series(1, 20000) n",
    "insert into claims select 'E' || n, 'T' || n % 1000, n from generate_series(1, 20000) n",
    "insert into unanswered (workspace, question, asked_at)"
    " select 'T' || n % 1000, 'q', n from generate_series(1, 20000) n",
    "insert into outbox select n, 'T' || n % 1000, 'C', 'U' || n, '{}', null, false, null, null,"
    " 0, 0, 0, n, case when n % 100 = 0 then null else n end from generate_series(1, 20000) n",
    "analyze",
]


@on_postgresql
async def test_no_statement_of_a_request_or_of_the_drain_reads_a_whole_table(
    state: State, database: Database
) -> None:
    for statement in ROWS:
        database.rows(statement)
    plans: dict[str, str] = {}

    def explain(connection: Any, _cursor: object, statement: str, values: Any, *_: object) -> None:
        driver = connection.connection.driver_connection
        lines = driver.execute(f"explain {statement}", values).fetchall()
        plans[statement] = "\n".join(line for (line,) in lines)

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        await save_draft(state, "T1", "U1", "V1", Draft("q", {}), NOW)
        await read_draft(state, "T1", "U1", "V1")
        await record_vote(state, "T1", "U1", "faq/x", False, NOW)
        await record_word(state, "T1", "U1", "faq/x", "word")
        await record_unanswered(state, "T1", "who", NOW)
        await outbox.add(state, MESSAGE, NOW)
        await outbox.add_answer(state, "E", replace(MESSAGE, id="answer"), NOW)
        await outbox.claim(state, NOW)
        await outbox.next_due(state, NOW)
        await outbox.postpone(state, "new", NOW, 1)
        await outbox.finish(state, "new", NOW)
        await outbox.give_up(state, "answer", MESSAGE, NOW)
        await outbox.backlog(state, NOW)
        await delete_data(state, "T1", "U1")
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
    assert len(plans) > 15
    read_whole = [statement for statement, plan in plans.items() if "Seq Scan" in plan]
    # What is posted goes within a day, so this table stays small: no index for one button's sake.
    assert [" ".join(statement.split()) for statement in read_whole] == [
        "DELETE FROM outbox WHERE outbox.workspace = %(workspace_1)s::VARCHAR"
        " AND outbox.person = %(person_1)s::VARCHAR"
    ]
