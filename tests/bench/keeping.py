"""How a bare Bolt app keeps what people chose: SQLite by the means at hand."""

import asyncio
import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

from tests.bench.wire import TEAM, Payload


class Drafts:
    """Python's own `sqlite3`, one connection, in a thread so that the event loop goes on.

    As safe as RoleFit's drafts: in WAL mode with SQLite's default, `synchronous = FULL`.
    """

    def __init__(self, file: str) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._connection = sqlite3.connect(file, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(
            "CREATE TABLE drafts"
            " (workspace, person, answers, updated_at, PRIMARY KEY (workspace, person))"
        )

    async def keep(self, body: Payload) -> None:
        """Commit what is chosen in the step that a payload shows."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._write, body)

    def _write(self, body: Payload) -> None:
        values = body["view"]["state"]["values"]
        answers = {
            question: chosen["selected_option"]["value"]
            for question, value in values.items()
            for chosen in value.values()
        }
        row = (TEAM, body["user"]["id"], json.dumps(answers), time.time())
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", row)


async def keep_nothing(_body: Payload) -> None:
    """Forget what people chose, which RoleFit must not."""
