"""A thousand requests that nobody should send: `make hostile` sends more."""

from pathlib import Path

from tests.hostile.kit import attack, attacked

COUNT = 1000


async def test_hostile_requests_are_refused_or_answered_and_leave_no_trace(
    tmp_path: Path, transport: str
) -> None:
    async with attacked(tmp_path, (), transport) as (process, payloads):
        report = await attack(process, payloads, COUNT)
    assert report.wrongs() == []
    assert sum(report.answers.values()) >= COUNT - 16
    statuses = {status for kind, status in report.answers if kind == "signed block_actions"}
    assert {"200"} <= statuses
    assert report.answers["unsigned", "401" if transport == "http" else "404"]
