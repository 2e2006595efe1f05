"""A network between the app and PostgreSQL that can fall silent: nothing arrives, nothing fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


class Network:
    """Passes bytes on, from a port of loopback to a server's socket, while it is `open`."""

    def __init__(self, socket: Path) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.port = 0
        self._socket = socket
        self._passing: set[asyncio.Task[None]] = set()

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes from either side."""
        theirs, ours = await asyncio.open_unix_connection(self._socket)
        for source, target in ((reader, ours), (theirs, writer)):
            task = asyncio.create_task(self._pass(source, target))
            self._passing.add(task)
            task.add_done_callback(self._passing.discard)

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while read := await source.read(65536):
                await self.open.wait()
                target.write(read)
        except ConnectionError:
            pass
        finally:
            target.close()


@asynccontextmanager
async def network(socket: Path) -> AsyncIterator[Network]:
    """A network in front of a server's socket."""
    made = Network(socket)
    server = await asyncio.start_server(made.connect, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        made.open.set()
        server.close()
