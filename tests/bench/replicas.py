"""Two replicas on one database beside one alone: what a form's step takes, and how many are served.

The load generators and PostgreSQL share the machine's cores with the replicas, so that what is
served on two cores tells little. The CPU that a step takes tells how many two cores could serve.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench import load
from tests.bench.against import Effort
from tests.bench.driver import Driver, Rounds
from tests.bench.servers import free_port, running
from tests.bench.variants import Variant

FAR = 1_000  # rounds, between the numbers of two drivers: nobody presses at both
WARM_UP = 20

Found = Mapping[str, Sequence[load.Round]]


def measure_replicas(step: Variant, state_url: str, effort: Effort, folder: Path) -> None:
    """Let one serve, then both at once, in turn; print what came of it."""
    with ExitStack() as stack:
        drivers = []
        for number in range(2):
            (folder / f"replica-{number}").mkdir()
            slack_port = free_port()
            generator = stack.enter_context(load.generating(slack_port))
            place = folder / f"replica-{number}", slack_port
            server = stack.enter_context(running("rolefit", *place, state_url=state_url))
            drivers.append(Driver(generator, {"rolefit": server}, 1 + number * FAR))
        _print(_alternated(drivers, step, effort))


def _alternated(drivers: Sequence[Driver], step: Variant, effort: Effort) -> Found:
    def run(driver: Driver) -> Rounds:
        return driver.closed([step], 1, effort.requests, WARM_UP)

    found: dict[str, list[load.Round]] = {"one": [], "first of two": [], "second of two": []}
    with ThreadPoolExecutor(2) as both:
        for _ in range(effort.rounds):
            rounds = [run(drivers[0]), *both.map(run, drivers)]
            for name, each in zip(found, rounds, strict=True):
                found[name] += each[step.name]
    return found


def _print(found: Found) -> None:
    def middle(name: str, what: Callable[[load.Round], float]) -> float:
        return median(map(what, found[name]))

    cpu = {name: middle(name, lambda one: one.cpu_us) for name in found}
    served = {name: middle(name, lambda one: one.per_second) for name in found}
    used = {name: middle(name, lambda one: one.load) for name in found}
    alone, *two = found
    print("\nReplicas on one database, form, next step:")
    for name in found:
        print(
            f"  {name:14} {cpu[name]:6.0f} us of CPU, {served[name]:5.0f} a second, "
            f"its load generator {used[name]:.2f} of a core"
        )
    served_ratio = sum(served[name] for name in two) / served[alone]
    cpu_ratio = sum(cpu[alone] / cpu[name] for name in two)
    print(f"  two serve {served_ratio:.2f} of what one does here, all sharing the cores;")
    print(f"  with a core for each, by what a step takes: {cpu_ratio:.2f}")
