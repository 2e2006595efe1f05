"""Drives rounds: against servers that run, over all variants in turn, or of plain commands."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from tests.bench import load
from tests.bench.servers import Server
from tests.bench.variants import Variant

CONNECTIONS = 8
OPEN_CONNECTIONS = 32  # enough that none waits for a connection
PER_SECOND = 200

Rounds = dict[str, list[load.Round]]


class Driver:
    """Rounds against servers that run; one at a time, the others idle."""

    def __init__(
        self, generator: load.Generator, servers: Mapping[str, Server], first: int = 1
    ) -> None:
        self._generator = generator
        self._servers = servers
        self._round_numbers = count(first)

    def check_signatures(self) -> None:
        """Raises RuntimeError if a server reached over HTTP answers what somebody else signed."""
        for server in self._servers.values():
            if not server.app_token:
                server.check_signatures()

    def answers(self, variant: Variant) -> Sequence[bytes]:
        """What is answered to each of a variant's requests."""
        return self._run(variant, None, 1).answers

    def closed(
        self, variants: Sequence[Variant], rounds: int, requests: int, warm_up: int
    ) -> Rounds:
        """Rounds in which the next request is sent when an answer has come."""
        for variant in variants:
            self._run(variant, warm_up, CONNECTIONS)
        return _alternated(
            rounds,
            variants,
            lambda variant, seed: self._run(variant, requests, CONNECTIONS, None, seed),
        )

    def open(self, variants: Sequence[Variant], rounds: int, seconds: int) -> Rounds:
        """Rounds in which requests are due at random instants."""
        requests = seconds * PER_SECOND
        return _alternated(
            rounds,
            variants,
            lambda variant, seed: self._run(variant, requests, OPEN_CONNECTIONS, PER_SECOND, seed),
        )

    def _run(
        self,
        variant: Variant,
        requests: int | None,
        connections: int,
        per_second: float | None = None,
        seed: int = 0,
    ) -> load.Round:
        server = self._servers[variant.server]
        job = load.Job(
            server.pid,
            server.port,
            server.app_token,
            tuple(variant.cases),
            next(self._round_numbers) * 10_000,
            requests,
            connections,
            per_second,
            seed,
        )
        return self._generator.run(job)


def _alternated(
    rounds: int,
    variants: Sequence[Variant],
    run: Callable[[Variant, int], load.Round],
) -> Rounds:
    """Rounds over all variants, first to last, then last to first: what drifts hits all."""
    found: Rounds = {variant.name: [] for variant in variants}
    for number in range(rounds):
        for variant in variants[:: -1 if number % 2 else 1]:
            found[variant.name].append(run(variant, number))
    return found


def timed(commands: Mapping[str, Callable[[], float]], times: int) -> dict[str, list[float]]:
    """What each command tells, so many times over, once its caches are warm."""
    for command in commands.values():
        for _ in range(2):  # the first writes the caches, the second reads them
            command()
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            found[name].append(command())
    return found
