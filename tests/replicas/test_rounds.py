"""One round of each kind: the long forms are `make kills` and `make restarts`."""

import random
from pathlib import Path

from tests.replicas.kills import Kills, kill
from tests.replicas.replicas import running
from tests.replicas.restarts import DRAIN_SECONDS, Restarts, restart_in_turn
from tests.support.databases import Database, on_postgresql


@on_postgresql
async def test_one_of_two_is_killed_and_then_each_is_restarted_and_nothing_is_lost(
    tmp_path: Path, database: Database
) -> None:
    kills, restarts = Kills(), Restarts()
    async with running(tmp_path, database, DRAIN_SECONDS) as replicas:
        await kill(replicas, kills, random.Random(3), at_once=True)
        await restart_in_turn(replicas, restarts, 1)
    assert kills.faults == [], "\n".join(kills.report())
    assert restarts.faults == [], "\n".join(restarts.report())
    assert kills.posted >= 60
    assert "Traceback" not in replicas.log
