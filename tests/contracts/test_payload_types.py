"""What Slack sends is read in one place, and what goes out is what its place takes."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.slack.acknowledgements import acknowledge, acknowledge_privately, update
from bot.slack.blocks import Message, Reply
from bot.slack.delivery import WebApi
from bot.slack.payloads import BlockActions, Command
from bot.slack.replies import Replies
from bot.slack.request import Request
from bot.slack.views import Home, Modal, open_view
from bot.state.outbox import OutboxMessage
from tests.support.app import REPOSITORY

SENT = {"body", "payload", "event", "container", "actions", "press", "shown", "trigger"}
# Over the raw body nobody but the fronts and `read_payload` has a say.
FRONTS = {"http.py", "socket.py", "payloads.py"}


async def only_for_mypy(
    message: Message, reply: Reply, modal: Modal, home: Home, client: WebApi
) -> None:
    """Never called: strict mypy, a part of `make lint`, wants each of these to be an error."""
    acknowledge(message)  # type: ignore[arg-type]
    acknowledge(modal)  # type: ignore[arg-type]
    acknowledge_privately(modal)  # type: ignore[arg-type]
    update(home)  # type: ignore[arg-type]
    update(message)  # type: ignore[arg-type]
    await open_view(client, "", home)  # type: ignore[arg-type]
    await open_view(client, "", message)  # type: ignore[arg-type]
    await client.post("", modal)  # type: ignore[arg-type]
    OutboxMessage("", "", "", "", modal, None)  # type: ignore[arg-type]


async def reading_for_mypy(
    replies: Replies, press: BlockActions, modal: Modal, request: Request[Command]
) -> None:
    """The same for what comes in."""
    await replies.tell(press, modal)  # type: ignore[arg-type]
    request.payload["text"]  # type: ignore[index]
    request.payload.view  # type: ignore[attr-defined] # noqa: B018


def read_as_dicts(file: Path) -> Iterator[str]:
    """Where a payload, or a part of one, is read by a key."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Subscript(value=read, slice=ast.Constant(value=str()), ctx=ast.Load()):
                pass
            case ast.Call(func=ast.Attribute(value=read, attr="get")):
                pass
            case _:
                continue
        name = read.attr if isinstance(read, ast.Attribute) else getattr(read, "id", "")
        if name in SENT:
            yield f"{file.name}:{node.lineno}"


def test_payloads_are_read_by_key_nowhere() -> None:
    files = [file for file in (REPOSITORY / "bot").rglob("*.py") if file.name not in FRONTS]
    assert [place for file in files for place in read_as_dicts(file)] == []


def test_who_reads_by_key_is_found(tmp_path: Path) -> None:
    file = tmp_path / "reads.py"
    for line in ('body["user"]', 'request.payload.get("x")', 'a.event["user"]["id"]'):
        file.write_text(line)
        assert list(read_as_dicts(file)) == ["reads.py:1"]
