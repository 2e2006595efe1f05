"""What Slack sends, as bytes: freshly signed, no two alike; over HTTP or in an envelope."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

HOST = "127.0.0.1"
BOT_TOKEN = "xoxb-bench"
SIGNING_SECRET = "bench-signing-secret"
COMMAND = "/rolefit"

NUMBER = "%NUMBER%"  # in a template: another number in each request
PERSON = f"U{NUMBER}"
TEAM = "T0BENCH"

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """What Slack sends, but for NUMBER; `payload` is JSON, `kind` as envelopes name it."""

    kind: Literal["slash_commands", "interactive"]
    payload: str

    def filled(self, number: int) -> str:
        """The payload of one request."""
        return self.payload.replace(NUMBER, f"{number:09d}")


def command(text: str) -> Template:
    """A slash command with that text; whatever differs in life differs by NUMBER."""
    fields = {
        "token": "n0t4s3cr3tn0t4s3cr3tn0t4",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": f"C{NUMBER}",
        "channel_name": "hiring",
        "user_id": PERSON,
        "user_name": f"person.{NUMBER}",
        "command": COMMAND,
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": f"http://{HOST}:9/commands/{TEAM}/{NUMBER}/x",
        "trigger_id": f"{NUMBER}.31.0123456789abcdef0123456789abcdef",
    }
    return Template("slash_commands", json.dumps(fields))


def http_body(template: Template, number: int) -> bytes:
    """The form that carries one request over HTTP."""
    filled = template.filled(number)
    if template.kind == "interactive":
        return urlencode({"payload": filled}).encode()
    return urlencode(json.loads(filled)).encode()


def http_message(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The same as bytes on a keep-alive connection."""
    fields = {"Host": HOST, "Content-Length": str(len(body)), **headers}
    lines = ["POST /slack/events HTTP/1.1", *(f"{name}: {fields[name]}" for name in fields)]
    return "\r\n".join([*lines, "", ""]).encode() + body


def envelope(template: Template, number: int) -> bytes:
    """One request as it travels over Socket Mode; its number is the id of the envelope."""
    start = f'{{"envelope_id":"{number}","type":"{template.kind}","accepts_response_payload":true'
    return f'{start},"payload":{template.filled(number)}}}'.encode()


def sign(body: bytes, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers with which Slack sends a form, signed now."""
    moment = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{moment}:".encode() + body, hashlib.sha256)
    return {
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept-Encoding": "gzip,deflate",
        "Accept": "application/json,*/*",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }
