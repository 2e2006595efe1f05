"""A server of its own that is sent hostile requests, and what came of them."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.metrics import SURFACES
from bot.slack.manifest import build_manifest
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.hostile.http import CHUNKED, HEAD, HEALTH, ODD, post
from tests.hostile.mutations import WORD, Mutations
from tests.hostile.payloads import ALL, new_response_url
from tests.support.app import APP_TOKEN, AppProcess
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, SIGNING_SECRET
from tests.support.workspace import CHANNELS, HIRING, JOINED, PEOPLE, RECRUITER

SENDERS = 8
SECRETS = (WORD, "jane@", "/response/", BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "ticket=", "v0=")
LEFT = (HEAD, post(length=5000), CHUNKED + b"50\r\nzanzibar", HEALTH * 40, b"")  # and not awaited


@dataclass
class Report:
    """What came of it: answers by who asked, and the memory (own and RSS, in KiB) on the way."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    memory: list[tuple[int, int]] = field(default_factory=list)
    log: str = ""
    seconds: float = 0.0

    def wrongs(self) -> list[str]:
        """What should not have been, a line each."""
        odd = [
            f"{count} × {kind} {status}"
            for (kind, status), count in self.answers.items()
            if status in ("lost", "late") or (status[0] == "5" and kind != "signed event_callback")
        ]
        log = self.log
        odd += [f"the log has {word!r}" for word in SECRETS if word in log]
        # what Slack refuses is no fault of ours
        return odd + re.findall(r"Traceback|\S+ failed: (?!SlackApiError).*", self.log)


@asynccontextmanager
async def attacked(
    folder: Path, packs: Sequence[Path], transport: str
) -> AsyncIterator[tuple[AppProcess, list[Json]]]:
    """`rolefit serve` before a local Slack, and the payloads of everything that people do."""
    slack = LocalSlack(
        build_manifest(("help",)), PEOPLE, CHANNELS, JOINED, signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN, app_token=APP_TOKEN, strict=False, acknowledge_seconds=3.0,
    )  # fmt: skip
    async with slack:
        process = AppProcess(slack, folder, packs, transport)
        await process.start()
        try:
            yield process, [await do(slack) for do in ALL]
        finally:
            await process.close()


async def attack(process: AppProcess, payloads: Sequence[Json], count: int) -> Report:
    """Send so many, half of them signed and wrong in shape; ends the process."""
    report, began = Report(), time.monotonic()
    reading = asyncio.create_task(process.read_log())
    for part in (0, 1, 2):
        report.memory.append(memory(process))
        if part < 2:
            seeds = range(part * SENDERS, (part + 1) * SENDERS)
            senders = [Sender(process, Mutations(payloads, seed), report) for seed in seeds]
            await asyncio.gather(*(each.send_all(count // 2 // SENDERS) for each in senders))
    process.terminate()
    await reading
    assert await process.end() == 0
    report.log, report.seconds = process.log, time.monotonic() - began
    return report


def memory(process: AppProcess) -> tuple[int, int]:
    """What the process holds, in KiB: but for pages of files, of which as much counts as its own
    (PSS) as others leave it, and in all (RSS).
    """
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    names = ("Pss_Anon", "Rss")
    own, rss = (re.search(rf"^{name}:\s+(\d+)", rollup, re.MULTILINE) for name in names)
    assert own
    assert rss
    return int(own[1]), int(rss[1])


class Sender:
    """One that sends hostile requests, one after the other, and keeps its connection open."""

    def __init__(self, process: AppProcess, mutations: Mutations, report: Report) -> None:
        self._slack, self._by_http = process.slack, process.transport == "http"
        self._mutations, self._report = mutations, report
        self._rng = mutations.rng
        where = urlsplit(process.address)
        self._where = where.hostname, where.port
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send_all(self, count: int) -> None:
        """Send so many."""
        for number in range(count):
            if number % 2:
                kind, status = await self._unsigned()
            else:
                kind, status = await self._signed()
            self._report.answers[kind, status] += 1
            if number % 50 == 0:
                self._slack.workspace.views.close_all(RECRUITER)
                self._slack.take_problems()
        await self._leave()

    async def _signed(self) -> tuple[str, str]:
        """Send a payload as Slack would, with something wrong in it."""
        payload = self._mutations.payload()
        self._refresh(payload)
        kind = str(payload.get("type", "command"))
        kind = f"signed {kind if kind in SURFACES else 'of another kind'}"
        if not self._by_http:
            return kind, await self._through_socket(payload)
        body, content_type = self._mutations.body(payload)
        headers = {"Content-Type": content_type, **self._slack.sign(body)}
        lines = [f"{name}: {value}".encode() for name, value in headers.items()]
        return kind, await self._ask(post(*lines, body=body))

    def _refresh(self, payload: Json) -> None:
        """Give it a trigger and a way to answer that still work, unless these are what is wrong."""
        if str(payload.get("response_url")).startswith(self._slack.url):
            payload["response_url"] = new_response_url(self._slack)
        if isinstance(payload.get("trigger_id"), str):
            payload["trigger_id"] = self._slack.workspace.trigger_id(RECRUITER, HIRING)
        event = payload.get("event")
        if isinstance(event, dict) and isinstance(event.get("ts"), str):
            payload["event_id"] = f"Ev{self._rng.randrange(10**12)}"
            event["ts"] = f"{self._rng.randrange(10**9)}.000100"

    async def _through_socket(self, payload: Json) -> str:
        envelope = self._rng.choice(("slash_commands", "interactive", "events_api"))
        if self._rng.random() < 0.02:
            odd = self._rng.choice(('{"type":', "[]", '{"type": 3}', f'{{"{WORD}": "{WORD}"}}'))
            await self._slack.sockets.connections[0].ws.send_str(odd)
            return "unacknowledged"
        return str((await self._slack.sockets.deliver("odd", envelope, payload)).status)

    async def _unsigned(self) -> tuple[str, str]:
        """Send what Slack would not: unsigned, signed wrongly, or no HTTP at all."""
        chance = self._rng.random()
        if chance < 0.1:
            return "odd HTTP", await self._ask(self._rng.choice(tuple(ODD.values())), alone=True)
        if chance < 0.15:
            return "left", await self._ask(self._rng.choice(LEFT), alone=True, awaited=False)
        if chance < 0.2:
            path = self._rng.choice(
                (b"/", b"/healthz", b"/readyz", b"/.env", b"/slack/%ff", b"/%00")
            )
            method = self._rng.choice((b"GET", b"PUT", b"DELETE", b"OPTIONS"))
            return "another path", await self._ask(
                method + b" " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n"
            )
        body, content_type = self._mutations.body(self._mutations.payload())
        signed = self._slack.sign(body, int(time.time()) + self._rng.choice((0, 0, 900, -900)))
        name = self._rng.choice(tuple(signed))
        if self._rng.random() < 0.5:
            del signed[name]
        else:
            signed[name] = self._rng.choice(("", "-1", "9" * 400, "v0=" + "0" * 64, WORD, "1e9"))
        headers = {"Content-Type": content_type, **signed}
        lines = [f"{name}: {value}".encode() for name, value in headers.items()]
        return "unsigned", await self._ask(post(*lines, body=body))

    async def _ask(self, request: bytes, *, alone: bool = False, awaited: bool = True) -> str:
        """The status of the answer; `left` where none is awaited, `closed` where none came."""
        if alone or not self._stream:
            await self._leave()
            self._stream = await asyncio.open_connection(*self._where)
        reader, writer = self._stream
        writer.write(request)
        status = "left"
        try:
            if awaited:
                async with asyncio.timeout(LONGEST_WAIT):
                    status = await _read_status(reader)
        except TimeoutError:
            status = "late"
        except (ConnectionError, asyncio.IncompleteReadError):
            status = "closed" if alone else "lost"
        if alone or status == "lost":
            await self._leave()
        return status

    async def _leave(self) -> None:
        if self._stream:
            self._stream[1].transport.abort()
            with suppress(ConnectionError):
                await self._stream[1].wait_closed()
            self._stream = None


async def _read_status(reader: asyncio.StreamReader) -> str:
    head = await reader.readuntil(b"\r\n\r\n")
    if length := re.search(rb"content-length: (\d+)", head.lower()):
        await reader.readexactly(int(length[1]))
    return head.split(b" ", 2)[1].decode()
