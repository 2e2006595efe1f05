"""Lines that a person types, or that a pipe brings, without blocking the event loop or the exit."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from importlib import import_module
from queue import SimpleQueue

from rich.console import Console
from rich.text import Text

PROMPT = "> "

ReadLine = Callable[[], str | None]


async def stdin_lines(console: Console) -> AsyncIterator[str]:
    """Lines of standard input until it ends (Ctrl-D).

    A terminal gets a prompt with editing and history; lines from a pipe are echoed after the
    prompt, so that the output reads as a conversation.
    """
    typed = sys.stdin.isatty()
    with _terminal_settings() if typed else contextlib.nullcontext():
        async for line in _in_thread(_ask if typed else _pipe_reader()):
            if not typed:
                console.print(Text(PROMPT + line, style="dim"))
            yield line


async def _in_thread(read_line: ReadLine) -> AsyncIterator[str]:
    # A daemon thread that reads only when asked: a thread pool would make the exit wait for a
    # line, and reading ahead would take lines away from whoever runs after us.
    loop = asyncio.get_running_loop()
    wanted: SimpleQueue[asyncio.Future[str | None]] = SimpleQueue()

    def settle(future: asyncio.Future[str | None], line: str | None) -> None:
        if not future.done():
            future.set_result(line)

    def serve() -> None:
        while True:
            future = wanted.get()
            line = read_line()
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(settle, future, line)
            if line is None:
                return

    threading.Thread(target=serve, name="typing", daemon=True).start()
    while True:
        future: asyncio.Future[str | None] = loop.create_future()
        wanted.put(future)
        line = await future
        if line is None:
            return
        yield line


def _ask() -> str | None:
    with contextlib.suppress(ImportError):
        import_module("readline")  # gives input() editing and history
    try:
        return input(PROMPT)
    except EOFError:
        sys.stdout.write("\n")
        return None


def _pipe_reader() -> ReadLine:
    # Not sys.stdin itself: Python must be able to finalise that while our thread still reads.
    stream = os.fdopen(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)

    def read_line() -> str | None:
        line = stream.readline()
        return line.rstrip("\r\n") if line else None

    return read_line


@contextlib.contextmanager
def _terminal_settings() -> Iterator[None]:
    """Restore the terminal: leaving while input() waits would leave it without echo."""
    try:
        import termios
    except ImportError:
        yield
        return
    settings = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, settings)
