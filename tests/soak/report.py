"""What a soak has found, for people to read, and what of it may not be."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.bench.load import percentile
from tests.soak.run import Soak
from tests.support.slack import BOT_TOKEN, SIGNING_SECRET

MOST_LINES = 40  # of a list
MOST_GROWTH = 0.05  # of memory, as a share
LINE = re.compile(r"^\S+ \S+ (WARNING|ERROR) \S+: (.*)$", re.MULTILINE)
FILLED_IN = re.compile(r"\b(?=\w*\d)\w+\b")
SECRETS = (BOT_TOKEN, SIGNING_SECRET, "/response/r")


def faults(soak: Soak) -> list[str]:
    """What is wrong, a line each."""
    ledger = soak.ledger
    beyond = [channel for channel in ledger.doubled if channel not in ledger.in_flight]
    found = {
        "lost": len(ledger.lost),
        "doubled beyond those in flight": len(beyond),
        "never posted nor given up": soak.waiting,
        "tracebacks in the log": soak.log.count("Traceback"),
        "secrets in the log": sum(soak.log.count(secret) for secret in SECRETS),
        "an exit code other than 0": soak.exit_code,
    }
    lines = [f"{what}: {number}" for what, number in found.items() if number]
    if soak.is_long and soak.growth > MOST_GROWTH:
        lines.append(f"memory grew by {soak.growth:.1%}")
    return lines


def report(soak: Soak) -> Iterator[str]:
    """All figures, a line each."""
    ledger = soak.ledger
    yield f"{'surface':18}{'requests':>9}{'p50 ms':>8}{'p99 ms':>8}  answered otherwise"
    for surface, seconds in sorted(ledger.seconds.items()):
        failed = ledger.failures.items()
        others = [f"{what}: {number}" for (where, what), number in failed if where == surface]
        p50, p99 = (percentile(seconds, share) * 1000 for share in (0.5, 0.99))
        yield f"{surface:18}{len(seconds):9}{p50:8.0f}{p99:8.0f}  {', '.join(others)}"
    yield f"{sum(map(len, ledger.seconds.values()))} requests, {soak.left_out} left out"
    yield f"{soak.kills} kills, {soak.swaps} changes of the pack"
    yield (
        f"posts promised {len(ledger.owed)}, posted {ledger.posted}, told why not {ledger.told}, "
        f"lost {len(ledger.lost)}; doubled {len(ledger.doubled)}, of these in flight at a kill "
        f"{len(ledger.in_flight.intersection(ledger.doubled))}; "
        f"posted late at the first try {soak.slow}"
    )
    memory, third = soak.memory, len(soak.memory) // 3
    yield (
        f"memory MB: start {memory[0]:.1f}, a third {memory[third]:.1f}, middle "
        f"{memory[len(memory) // 2]:.1f}, end {memory[-1]:.1f} ({soak.growth:+.1%})"
    )
    yield (
        f"connections: start {soak.open_at_start.connections}, most {max(soak.connections)}, end "
        f"{soak.open_at_end.connections}; files: start {soak.open_at_start.files}, end "
        f"{soak.open_at_end.files}"
    )
    lines = [f"{kind} {FILLED_IN.sub('#', line)}" for kind, line in LINE.findall(soak.log)]
    for title, found in (
        ("visits that ended early", list(ledger.ends.elements())),
        ("Slack would not have it", soak.mistakes),
        ("log", lines),
    ):
        if found:
            yield f"{title}:"
            counted = Counter(found).most_common(MOST_LINES)
            yield from (f"  {number:5} {what[:160]}" for what, number in counted)
