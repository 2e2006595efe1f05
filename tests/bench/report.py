"""The table: plain text of at most 100 columns; medians of rounds, and how far they spread."""

import platform
import sqlite3
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from statistics import median

from tests.bench.load import Round, percentile
from tests.bench.surfaces import Surface
from tests.bench.variants import Variant

REFERENCE = "bare Bolt"

CPU_LIMIT = 1.5  # times the CPU of bare Bolt
SURFACE_LIMIT = 1.6  # the same, for whatever is no command over HTTP
P99_LIMIT = 2.0  # times the p99 of bare Bolt
HELP_LIMIT = 0.150  # seconds
START_LIMIT = 0.7  # seconds

Rounds = Mapping[str, Sequence[Round]]


def print_machine(pack_hash: str) -> None:
    """Where and what the figures are from."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "aiohttp"))
    print(f"RoleFit benchmark, {time.strftime('%Y-%m-%d %H:%M')}, pack {pack_hash[:12]}")
    print(f"{_cpu_model()}, {cpu_count()} cores, Linux {platform.release()}")
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}",
        flush=True,
    )


def print_reading() -> None:
    """How to read the tables that follow."""
    print("Medians; in brackets the middle 80 % of ten or more values, else least and greatest.")
    print("Compare the figures of one run only.", flush=True)


def print_closed_loop(
    rounds: Rounds,
    sizes: Mapping[str, float],
    variants: Sequence[Variant],
    connections: int,
    requests: int,
) -> None:
    """CPU a request, and how much that is of what bare Bolt took in the same round."""
    reference = rounds[REFERENCE]
    print(
        f"\nClosed loop, {connections} keep-alive connections,"
        f" {requests} requests x {len(reference)} rounds"
    )
    print(
        f"{'':27}{'CPU us/request':>17}{'x bare Bolt':>19}{'req/s':>7}{'p50 ms':>8}{'p99 ms':>8}"
        f"{'bytes':>7}"
    )
    for variant in variants:
        found = rounds[variant.name]
        ratios = [one.cpu_us / other.cpu_us for one, other in zip(found, reference, strict=True)]
        print(
            f"{variant.name:27}{_range([one.cpu_us for one in found], 0):>17}"
            f"{_range(ratios, 2):>19}{median(one.per_second for one in found):7.0f}"
            f"{median(one.p50_ms for one in found):8.2f}{median(one.p99_ms for one in found):8.2f}"
            f"{sizes[variant.name]:7.0f}{_verdict(median(ratios), CPU_LIMIT, variant.is_ours)}",
            flush=True,
        )
    busiest = max(one.load for found in rounds.values() for one in found)
    print(f"limit: {CPU_LIMIT} x bare Bolt. Load generator: at most {busiest:.0%} of a core.")


def print_surfaces(rounds: Rounds, sizes: Mapping[str, float], surfaces: Sequence[Surface]) -> None:
    """What people do besides typing commands: RoleFit beside bare Bolt doing the same."""
    print("\nThe same closed loop: form, messages, typeahead, sockets; CPU us/request")
    print(
        f"{'':21}{'bare Bolt':>15}{'RoleFit':>17}{'x bare Bolt':>18}"
        f"{'keeps nothing':>15}{'bytes':>7}"
    )
    for surface in surfaces:
        ours, bare, forgetful = (
            [one.cpu_us for one in rounds[variant.name]]
            for variant in (surface.ours, surface.bare, surface.forgetful)
        )
        ratios = [one / other for one, other in zip(ours, bare, strict=True)]
        beside = median(one / other for one, other in zip(ours, forgetful, strict=True))
        print(
            f"{surface.name:21}{_range(bare, 0):>15}{_range(ours, 0):>17}{_range(ratios, 2):>18}"
            f"{f'{beside:.2f}' if surface.keeps else '':>15}{sizes[surface.name]:7.0f}"
            f"{_verdict(median(ratios), SURFACE_LIMIT)}",
            flush=True,
        )
    print(
        f"limit: {SURFACE_LIMIT} x bare Bolt. What people choose in the form must not get lost:"
        "\nRoleFit commits it before it acknowledges, and there bare Bolt does so too, by `sqlite3`"
        "\nin a thread. `keeps nothing` is the ratio to a bare Bolt that does not."
    )


def print_open_loop(
    rounds: Rounds, variants: Sequence[Variant], per_second: int, seconds: int
) -> None:
    """Latencies from the instants at which requests were due."""
    reference = median(one.p99_ms for one in rounds[REFERENCE])
    print(
        f"\nOpen loop, Poisson, {per_second} requests/s,"
        f" {seconds} s x {len(rounds[REFERENCE])} rounds"
    )
    print(f"{'':27}{'p50 ms':>20}{'p99 ms':>20}{'x bare Bolt':>12}{'CPU us/request':>15}")
    for variant in variants:
        if not (found := rounds.get(variant.name)):
            continue
        p99 = [one.p99_ms for one in found]
        ratio = median(p99) / reference
        print(
            f"{variant.name:27}{_range([one.p50_ms for one in found], 2):>20}{_range(p99, 2):>20}"
            f"{ratio:>12.2f}{median(one.cpu_us for one in found):15.0f}"
            f"{_verdict(ratio, P99_LIMIT, variant.is_ours)}",
            flush=True,
        )
    print(f"limit: p99 {P99_LIMIT} x bare Bolt")


def print_starts(starts: Mapping[str, Sequence[float]], memory: Mapping[str, float]) -> None:
    """How long processes take to start, and what servers hold after all the requests."""
    limits = {"rolefit serve": START_LIMIT, "rolefit --help": HELP_LIMIT}
    print("\nStart, caches warm (servers: until /readyz answers)")
    for name, found in starts.items():
        limit = limits.get(name)
        told = f"  limit {limit * 1000:.0f}:{_verdict(median(found), limit)}" if limit else ""
        print(f"{name:27}{_range([one * 1000 for one in found], 0):>20} ms{told}")
    print(f"memory: RoleFit {memory['rolefit']:.0f} MB, bare Bolt {memory['bolt']:.0f} MB")


def print_in_process(searches: Sequence[float], advices: Sequence[float], documents: int) -> None:
    """Searching and advising alone, without server and message."""
    print()
    work = {f"Search of {documents} entries": searches, "Advice on a whole form": advices}
    for name, found in work.items():
        p50, p99 = (percentile(found, share) * 1e6 for share in (0.50, 0.99))
        print(f"{name}, in process: p50 {p50:.0f} us, p99 {p99:.0f} us")


def _range(values: Sequence[float], digits: int) -> str:
    low, high = percentile(values, 0.10), percentile(values, 0.90)
    return f"{median(values):.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


def _verdict(value: float, limit: float, applies: bool = True) -> str:
    if not applies:
        return ""
    return "  ok" if value <= limit else "  over"


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()
