"""The load generator: runs in a process of its own, on raw sockets, and stops by itself.

Closed loop: eight connections, each sends its next request when it has its answer. Open loop:
requests are due at random instants (Poisson) whatever the server does, and a latency counts
from the instant that its request was due. `select` wakes within microseconds of an instant,
where asyncio's default rounds up to a millisecond.
"""

import asyncio
import gc
import math
import random
import selectors
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tests.bench.commands import HOST, command_body, http_message, sign

LONGEST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """One round: `first` is the number of its first request, no number is used twice.

    `arrivals_seed` makes an open loop's instants the same for every server of a round.
    """

    pid: int
    port: int
    texts: Sequence[str]
    first: int
    requests: int
    connections: int
    per_second: float | None = None
    arrivals_seed: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured. `load` is the share of a core that the generator used."""

    cpu_us: float
    per_second: float
    p50_ms: float
    p99_ms: float
    load: float


def run(job: Job) -> Round:
    """Run one round against a server that is up."""
    messages = _messages(job)
    gc.collect()
    gc.disable()
    try:
        with asyncio.Runner(loop_factory=_precise_loop) as runner:
            return runner.run(_measure(job, messages))
    finally:
        gc.enable()


def cpu_seconds(pid: int) -> float:
    """CPU time, user and system, that a process has used so far: its CPU clock, in Linux's
    encoding of `clock_getcpuclockid`, which counts nanoseconds where `/proc` counts 10 ms."""
    return time.clock_gettime(~pid << 3 | 2)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def _precise_loop() -> asyncio.AbstractEventLoop:
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


def _messages(job: Job) -> list[bytes]:
    texts = random.Random(job.first).choices(job.texts, k=job.requests)
    bodies = [command_body(text, job.first + index) for index, text in enumerate(texts)]
    return [http_message(body, sign(body)) for body in bodies]


async def _measure(job: Job, messages: Sequence[bytes]) -> Round:
    loop = asyncio.get_running_loop()
    traffic = _Traffic(len(messages))
    async with asyncio.timeout(LONGEST_SECONDS):
        for _ in range(job.connections):
            await loop.create_connection(lambda: _Connection(traffic), HOST, job.port)
        before, own, started = cpu_seconds(job.pid), time.process_time(), loop.time()
        if job.per_second is None:
            for message in messages:
                traffic.send(message, None)
        else:
            chance = random.Random(job.arrivals_seed)
            gaps = [chance.expovariate(job.per_second) for _ in messages]
            instants = accumulate(gaps, initial=started + 0.02)
            traffic.send_at(deque(zip(instants, messages, strict=False)))
        await traffic.finished
        elapsed, used = loop.time() - started, cpu_seconds(job.pid) - before
        own = time.process_time() - own
    traffic.close()
    return Round(
        cpu_us=used / len(messages) * 1e6,
        per_second=len(messages) / elapsed,
        p50_ms=percentile(traffic.latencies, 0.50) * 1e3,
        p99_ms=percentile(traffic.latencies, 0.99) * 1e3,
        load=own / elapsed,
    )


class _Traffic:
    """Requests that wait for a free connection, and the latencies of those answered."""

    def __init__(self, expected: int) -> None:
        self.latencies: list[float] = []
        self.finished = asyncio.get_running_loop().create_future()
        self._expected = expected
        self._waiting: deque[tuple[bytes, float | None]] = deque()
        self._connections: list[_Connection] = []
        self._free: list[_Connection] = []

    def add(self, connection: "_Connection") -> None:
        self._connections.append(connection)
        self._free.append(connection)

    def send(self, message: bytes, due: float | None) -> None:
        """Send now or as soon as a connection is free; not due before that if `due` is None."""
        if self._free:
            self._free.pop().send(message, due)
        else:
            self._waiting.append((message, due))

    def send_at(self, schedule: deque[tuple[float, bytes]]) -> None:
        """Send each message when its instant has come."""
        loop = asyncio.get_running_loop()
        while schedule and schedule[0][0] <= loop.time():
            due, message = schedule.popleft()
            self.send(message, due)
        if schedule:
            loop.call_at(schedule[0][0], self.send_at, schedule)

    def answered(self, connection: "_Connection", latency: float, status: bytes) -> None:
        if status != b"200":
            self.fail(f"the server answered {status.decode()}")
        self.latencies.append(latency)
        if self._waiting:
            connection.send(*self._waiting.popleft())
        else:
            self._free.append(connection)
        if len(self.latencies) == self._expected and not self.finished.done():
            self.finished.set_result(None)

    def fail(self, reason: str) -> None:
        if not self.finished.done():
            self.finished.set_exception(RuntimeError(reason))

    def close(self) -> None:
        for connection in self._connections:
            connection.close()


class _Connection(asyncio.Protocol):
    """One keep-alive connection; one request at a time."""

    def __init__(self, traffic: _Traffic) -> None:
        self._traffic = traffic
        self._received = b""
        self._due = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._time = asyncio.get_running_loop().time
        self._traffic.add(self)

    def send(self, message: bytes, due: float | None) -> None:
        self._due = self._time() if due is None else due
        self._transport.write(message)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        if len(body) >= length:
            self._received = b""
            self._traffic.answered(self, self._time() - self._due, head[9:12])

    def connection_lost(self, exc: Exception | None) -> None:
        self._traffic.fail("the server closed a connection")

    def close(self) -> None:
        self._transport.close()
