"""200 flows of whatever people may do: all is answered, nothing is lost or posted twice."""

import asyncio
import time
from pathlib import Path

import hypothesis
from hypothesis.stateful import run_state_machine_as_test

from bot.state.drafts import Draft, save_draft
from bot.state.engine import open_state
from bot.state.feedback import record_vote, record_word
from localslack.workspace import TEAM_ID
from tests.scenarios.flows.machine import Flows
from tests.scenarios.flows.memory import bystander
from tests.scenarios.flows.packs import after_the_edit, before_the_edit
from tests.support.workspace import MANAGER

FLOWS = hypothesis.settings(max_examples=200, stateful_step_count=12)


async def prepare(file: Path) -> Path:
    """A database that is up to date and holds what somebody who does nothing has left behind."""
    left, person = bystander(), (TEAM_ID, MANAGER.id)
    state = await open_state(f"sqlite:///{file}")
    await save_draft(state, *person, "V0CLOSED", Draft(None, left.draft), time.time())
    for entry, (helpful, word) in left.votes.items():
        await record_vote(state, *person, entry, helpful, time.time())
        await record_word(state, *person, entry, word or "")
    await state.close()
    return file


def test_random_flows(tmp_path: Path) -> None:
    class FlowsHere(Flows):
        packs = before_the_edit(), after_the_edit(tmp_path / "pack")
        database = asyncio.run(prepare(tmp_path / "state.db"))

    run_state_machine_as_test(FlowsHere, settings=FLOWS)
