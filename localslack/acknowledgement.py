"""What the app answers to a request from Slack, and what Slack then does with the answer.

Rules: https://docs.slack.dev/interactivity/handling-user-interaction and
https://docs.slack.dev/surfaces/modals.
"""

import json
from dataclasses import dataclass, field

from localslack.block_kit.validation import check_message, check_options, check_view, warn_message
from localslack.models import Channel, Json, Message, Person, RefusedError, View
from localslack.workspace import Workspace

TROUBLE_CONNECTING = "We had some trouble connecting. Try again?"
RESPONSE_TYPES = ("ephemeral", "in_channel")


@dataclass
class Acknowledgement:
    """The app's answer to one request.

    Status 0 means that nothing came back in time, or that nothing was sent. `request` is the
    payload that was sent, `problems` what Slack would not take, `message` the message that the
    answer became.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    request: Json = field(default_factory=dict)
    message: Message | None = None
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether Slack took the answer: 2xx, in time, without problems."""
        return 200 <= self.status < 300 and not self.problems

    @property
    def json(self) -> Json:
        """The decoded body. Raises ValueError if it is not JSON."""
        decoded: Json = json.loads(self.body)
        return decoded


def settle_command(
    workspace: Workspace, person: Person, channel: Channel, name: str, ack: Acknowledgement
) -> None:
    """Turn the answer to a command into a message, or tell the person that it failed."""
    if not ack.error:
        _post_answer(workspace, person, channel, ack)
    if ack.problems:
        error = ack.error or "dispatch_failed"
        ack.message = workspace.tell(person, channel, f'{name} failed with the error "{error}"')


def _post_answer(
    workspace: Workspace, person: Person, channel: Channel, ack: Acknowledgement
) -> None:
    given = _read_answer(ack)
    if ack.problems or not given:
        return
    ack.problems += check_message(given)
    response_type = given.get("response_type", "ephemeral")
    if response_type not in RESPONSE_TYPES:
        ack.problems.append(f"[ERROR] unknown response_type: {response_type}")
    if ack.problems:
        return
    visible_to = None if response_type == "in_channel" else person.id
    ack.message = workspace.post(
        channel, given.get("text") or "", given.get("blocks"), visible_to=visible_to
    )
    workspace.complain(warn_message(given))


def _read_answer(ack: Acknowledgement) -> Json:
    if not ack.body:
        return {}
    if "json" not in ack.headers.get("content-type", ""):
        return {"text": ack.body.decode(errors="replace")}
    return _read_object(ack)


def _read_object(ack: Acknowledgement) -> Json:
    if not ack.body.strip():
        return {}
    try:
        given: object = ack.json
    except ValueError:
        given = None
    if not isinstance(given, dict):
        ack.problems.append("[ERROR] the body is not a JSON object")
        return {}
    return given


def settle_submission(workspace: Workspace, view: View, ack: Acknowledgement) -> None:
    """Do with the view what the answer says: close, clear, update, push, or show errors."""
    given = {} if ack.error else _read_object(ack)
    view.errors, view.trouble = {}, ""
    if not ack.problems:
        try:
            _follow(workspace, view, given, ack)
        except RefusedError as refusal:
            ack.problems += refusal.messages or [f"[ERROR] {refusal.error}"]
    if ack.problems:
        view.trouble = TROUBLE_CONNECTING


def _follow(workspace: Workspace, view: View, given: Json, ack: Acknowledgement) -> None:
    action = given.get("response_action")
    if action is None and not given:
        workspace.views.close(view)
    elif action == "clear":
        workspace.views.close_all(view.person)
    elif action in ("update", "push"):
        ack.problems += check_view(given.get("view"))
        if not ack.problems and given["view"]["type"] != "modal":
            ack.problems.append("[ERROR] only a modal can follow a modal")
        if not ack.problems and action == "update":
            workspace.views.update(view, given["view"])
        elif not ack.problems:
            workspace.views.push(view.person, given["view"])
    elif action == "errors":
        _show_errors(view, given.get("errors"), ack)
    else:
        ack.problems.append(f"[ERROR] unknown response_action: {action}")


def _show_errors(view: View, errors: object, ack: Acknowledgement) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        ack.problems.append("[ERROR] missing required field: errors")
        return
    ack.problems += [
        f"[ERROR] errors: no input block {block_id}"
        for block_id in errors
        if block_id not in inputs
    ]
    ack.problems += [
        f"[ERROR] errors: {block_id} has no text"
        for block_id, text in errors.items()
        if not isinstance(text, str) or not text
    ]
    if not ack.problems:
        view.errors = errors


def settle_options(ack: Acknowledgement) -> None:
    """Validator the options that the app suggests."""
    if not ack.error:
        given = _read_object(ack)
        ack.problems += [] if ack.problems else check_options(given)
