"""Requests on their way: over raw HTTP connections, or as envelopes on an app's socket."""

import asyncio
import json
from collections import deque
from typing import Protocol

from aiohttp import web

from tests.bench.slack import LocalSlack


class Lane(Protocol):
    """Carries one request at a time."""

    def send(self, message: bytes, due: float | None) -> None:
        """Send now; a latency counts from `due`, or from now."""

    def close(self) -> None:
        """Carry nothing more."""


class Traffic:
    """Requests that wait for a free lane; latencies and answers of those that came back.

    What a request made the app send to a response_url counts as its answer, if that is empty.
    """

    def __init__(self, expected: int, slack: LocalSlack, *, keep_answers: bool) -> None:
        self.latencies: list[float] = []
        self.answers: list[bytes] = []
        self.finished = asyncio.get_running_loop().create_future()
        self._expected = expected
        self._slack = slack
        self._keep_answers = keep_answers
        self._waiting: deque[tuple[bytes, float | None]] = deque()
        self._lanes: list[Lane] = []
        self._free: list[Lane] = []

    def add(self, lane: Lane) -> None:
        """Use this lane too."""
        self._lanes.append(lane)
        self._free.append(lane)

    def send(self, message: bytes, due: float | None) -> None:
        """Send now or as soon as a lane is free; not due before that if `due` is None."""
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

    def answered(self, lane: Lane, latency: float, status: bytes, answer: bytes) -> None:
        """Note an answer, and use the lane again."""
        if status != b"200":
            self.fail(f"the server answered {status.decode()}")
        self.latencies.append(latency)
        if self._keep_answers:
            self.answers.append(answer or self._slack.take_posted())
        if self._waiting:
            lane.send(*self._waiting.popleft())
        else:
            self._free.append(lane)
        if len(self.latencies) == self._expected and not self.finished.done():
            self.finished.set_result(None)

    def fail(self, reason: str) -> None:
        """End the round."""
        if not self.finished.done():
            self.finished.set_exception(RuntimeError(reason))

    def close(self) -> None:
        """End all lanes."""
        for lane in self._lanes:
            lane.close()


class HttpConnection(asyncio.Protocol):
    """A keep-alive connection."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._received = b""
        self._due = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready to send."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._time = asyncio.get_running_loop().time
        self._traffic.add(self)

    def send(self, message: bytes, due: float | None) -> None:
        """Send a request."""
        self._due = self._time() if due is None else due
        self._transport.write(message)

    def data_received(self, data: bytes) -> None:
        """Wait until the answer is complete."""
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        if len(body) >= length:
            self._received = b""
            self._traffic.answered(self, self._time() - self._due, head[9:12], body)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody closes it before the end."""
        self._traffic.fail("the server closed a connection")

    def close(self) -> None:
        """End the connection."""
        self._transport.close()


class Socket:
    """An app's websocket, which carries the envelopes of all its lanes."""

    def __init__(self, socket: web.WebSocketResponse, traffic: Traffic) -> None:
        self._socket = socket
        self._traffic = traffic
        self._time = asyncio.get_running_loop().time
        self._sent: dict[str, tuple[Lane, float]] = {}
        self._sending: set[asyncio.Task[None]] = set()

    def send(self, lane: Lane, message: bytes, due: float | None) -> None:
        """Send an envelope."""
        envelope_id = message.split(b'"', 4)[3].decode()
        self._sent[envelope_id] = lane, self._time() if due is None else due
        task = asyncio.create_task(self._socket.send_str(message.decode()))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    def acknowledged(self, data: bytes) -> None:
        """Match an acknowledgement with its envelope."""
        acknowledgement = json.loads(data)
        lane, due = self._sent.pop(acknowledgement["envelope_id"])
        answer = json.dumps(acknowledgement["payload"], ensure_ascii=False, separators=(",", ":"))
        self._traffic.answered(lane, self._time() - due, b"200", answer.encode())


class SocketLane:
    """One of several envelopes that are under way on a socket at the same time."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket

    def send(self, message: bytes, due: float | None) -> None:
        """Send an envelope."""
        self._socket.send(self, message, due)

    def close(self) -> None:
        """The app keeps its socket."""
