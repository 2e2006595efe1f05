"""What goes wrong meanwhile: Slack's answers, the process itself, its pack, its clients."""

import asyncio
import random
import shutil
from contextlib import suppress
from pathlib import Path

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.faults import (
    ANYWHERE,
    RESPONSE_URL,
    Fault,
    Faults,
    cutting,
    dropping,
    failing,
    hanging,
    rate_limited,
    redirecting,
    refusing,
    resetting,
    showing_page,
    some,
)
from localslack.slack import HOST

SHARE = 0.1  # of the calls go wrong
FOREVER = 20.0  # seconds that a call hangs; RoleFit does not wait as long
CLOSED_PORT = 9  # nothing listens there

PLAIN = "text/plain; charset=utf-8"
HOSTILE = (
    rate_limited(1),
    rate_limited("2.5"),
    rate_limited("0"),
    rate_limited("soon"),
    rate_limited(None),
    Fault(429, b"slow down", content_type=PLAIN),
    *(failing(status, done_first=done) for status in (500, 502) for done in (False, True)),
    Fault(503, b"upstream", content_type=PLAIN),
    Fault(500, b"\xff\xfe{", content_type="application/json"),
    showing_page(503),
    showing_page(200, done_first=True),
    Fault(200, b"<html>", done_first=True),  # under JSON's type
    Fault(200, b"", done_first=True),
    Fault(200, b'{"ok":true}', content_type=PLAIN, done_first=True),
    showing_page(200),
    *(drop(done_first=done) for drop in (dropping, resetting, cutting) for done in (False, True)),
    *(redirecting(f"http://{HOST}:{CLOSED_PORT}/", status) for status in (302, 307)),
    hanging(0.5, done_first=True),
    hanging(1.0),
    hanging(FOREVER),
    hanging(FOREVER, done_first=True),
)
# Nothing else that Slack refuses by chance: it might refuse to have the person told, too.
GONE = Fault(404, {"ok": False, "error": "used_url"})


def let_slack_fail(faults: Faults, seed: int) -> None:
    """A share of all calls goes wrong, by a seed."""
    refusals = tuple(map(refusing, ("expired_trigger_id", "internal_error", "token_revoked")))
    faults.follow("chat.postMessage", some(SHARE, HOSTILE, seed))
    faults.follow(RESPONSE_URL, some(SHARE, (*HOSTILE, GONE, GONE), seed + 1))
    faults.follow(ANYWHERE, some(SHARE, (*HOSTILE, *refusals), seed + 2))


class Packs:
    """A pack that changes while it is served, as an editor or a ConfigMap changes it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pack"
        self._folder = folder
        self._number = 0
        shutil.copytree(DEFAULT_PACK, folder / "pack-0")
        self.path.symlink_to("pack-0")

    def swap(self) -> None:
        """Write a part anew; every other time, put another folder in place of the whole."""
        self._number += 1
        if self._number % 2:
            part = self.path / "pack.yaml"
            draft = part.with_suffix(".draft")
            draft.write_text(f"{part.read_text()}# changed, {self._number}\n")
            draft.replace(part)
            return
        shutil.copytree(self.path.resolve(), self._folder / f"pack-{self._number}")
        link = self._folder / "link"
        link.symlink_to(f"pack-{self._number}")
        link.replace(self.path)


async def linger(port: int, chance: random.Random) -> None:
    """A client that sends half of a request and waits, or a byte now and then; without end."""
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(head[: chance.randrange(len(head) + 1)])
                for _ in range(chance.randrange(30)):
                    if chance.random() < 0.5:
                        writer.write(b"x")
                    with suppress(TimeoutError):
                        async with asyncio.timeout(1):
                            if not await reader.read(100):
                                break
            finally:
                writer.close()
        await asyncio.sleep(0.5)
