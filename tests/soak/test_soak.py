"""Half a minute of the soak: on any machine, nothing is lost, doubled or left unhandled."""

from pathlib import Path

from tests.soak.report import faults, report
from tests.soak.run import Soak, soak


async def test_nothing_is_lost_or_doubled_whatever_goes_wrong(tmp_path: Path) -> None:
    plan = Soak(per_second=20, seconds=25, seed=14)
    await soak(plan, tmp_path)
    shown = "\n".join(report(plan))
    assert faults(plan) == [], shown
    assert plan.kills
    assert plan.swaps
    assert plan.ledger.posted > 10, shown  # or it has seen nothing
