"""The load generator, in a process of its own, where it is also the Slack that servers call.

Closed loop: eight requests under way, the next is sent when an answer has come. Open loop:
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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import get_context
from multiprocessing.connection import Connection

from tests.bench.slack import LocalSlack
from tests.bench.traffic import HttpConnection, Socket, SocketLane, Traffic
from tests.bench.wire import HOST, Template, envelope, http_body, http_message, sign

LONGEST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """One round: `first` is the number of its first request, no number is used twice.

    `requests` of the templates, drawn by lot; each of them once, answers kept, if it is None.
    Over the socket of `app_token`, if there is one. `seed` makes the lot and an open loop's
    instants the same for every server of a round.
    """

    pid: int
    port: int
    app_token: str
    templates: Sequence[Template]
    first: int
    requests: int | None
    connections: int
    per_second: float | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """What one round measured. `load` is the share of a core that the generator used."""

    cpu_us: float
    per_second: float
    p50_ms: float
    p99_ms: float
    load: float
    answers: Sequence[bytes]


class Generator:
    """The process; it ends when this end of the pipe is closed."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def run(self, job: Job) -> Round:
        """Run one round against a server that is up. Raises RuntimeError if it fails."""
        self._pipe.send(job)
        try:
            result = self._pipe.recv()
        except EOFError:
            raise RuntimeError("the load generator ended") from None
        if isinstance(result, Round):
            return result
        raise RuntimeError(result)


@contextmanager
def generating(slack_port: int) -> Iterator[Generator]:
    """A load generator, and on that port its Slack, until the end of the block."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, slack_port), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()  # once it is up
        yield Generator(ours)
    finally:
        ours.close()
        process.join()


def cpu_seconds(pid: int) -> float:
    """CPU time, user and system, that a process has used so far: its CPU clock, in Linux's
    encoding of `clock_getcpuclockid`, which counts nanoseconds where `/proc` counts 10 ms."""
    return time.clock_gettime(~pid << 3 | 2)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def _work(pipe: Connection, slack_port: int) -> None:
    with asyncio.Runner(loop_factory=_precise_loop) as runner:
        runner.run(_take_jobs(pipe, slack_port))


async def _take_jobs(pipe: Connection, slack_port: int) -> None:
    slack = LocalSlack(slack_port)
    await slack.start()
    pipe.send("ready")
    while True:
        try:
            job = await asyncio.to_thread(pipe.recv)
        except EOFError:
            return
        try:
            pipe.send(await _run(job, slack))
        except Exception as error:
            pipe.send(f"{type(error).__name__}: {error}")


def _precise_loop() -> asyncio.AbstractEventLoop:
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


async def _run(job: Job, slack: LocalSlack) -> Round:
    messages = _messages(job)
    slack.take_posted()
    traffic = Traffic(len(messages), slack, keep_answers=job.requests is None)
    gc.collect()
    gc.disable()
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            await _open_lanes(job, slack, traffic)
            return await _measure(job, messages, traffic)
    finally:
        gc.enable()
        traffic.close()


def _messages(job: Job) -> list[bytes]:
    chosen = job.templates
    if job.requests is not None:
        chosen = random.Random(job.seed).choices(job.templates, k=job.requests)
    numbered = list(enumerate(chosen, job.first))
    if job.app_token:
        return [envelope(template, number) for number, template in numbered]
    bodies = [http_body(template, number) for number, template in numbered]
    return [http_message(body, sign(body)) for body in bodies]


async def _open_lanes(job: Job, slack: LocalSlack, traffic: Traffic) -> None:
    if job.app_token:
        socket = Socket(slack.socket(job.app_token), traffic)
        slack.on_acknowledgement = socket.acknowledged
        for _ in range(job.connections):
            traffic.add(SocketLane(socket))
        return
    loop = asyncio.get_running_loop()
    for _ in range(job.connections):
        await loop.create_connection(lambda: HttpConnection(traffic), HOST, job.port)


async def _measure(job: Job, messages: Sequence[bytes], traffic: Traffic) -> Round:
    loop = asyncio.get_running_loop()
    before, own, started = cpu_seconds(job.pid), time.process_time(), loop.time()
    if job.per_second is None:
        for message in messages:
            traffic.send(message, None)
    else:
        chance = random.Random(job.seed)
        gaps = [chance.expovariate(job.per_second) for _ in messages]
        instants = accumulate(gaps, initial=started + 0.02)
        traffic.send_at(deque(zip(instants, messages, strict=False)))
    await traffic.finished
    elapsed, used = loop.time() - started, cpu_seconds(job.pid) - before
    return Round(
        cpu_us=used / len(messages) * 1e6,
        per_second=len(messages) / elapsed,
        p50_ms=percentile(traffic.latencies, 0.50) * 1e3,
        p99_ms=percentile(traffic.latencies, 0.99) * 1e3,
        load=(time.process_time() - own) / elapsed,
        answers=traffic.answers,
    )
