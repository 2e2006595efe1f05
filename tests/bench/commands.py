"""Slash commands as Slack sends them: freshly signed, no two alike."""

import hashlib
import hmac
import time
from collections.abc import Mapping
from itertools import permutations, product
from pathlib import Path
from urllib.parse import urlencode

from knowledge.search import search
from knowledge.store import Store
from knowledge.text import normal

HOST = "127.0.0.1"
BOT_TOKEN = "xoxb-bench"
SIGNING_SECRET = "bench-signing-secret"
COMMAND = "/rolefit"

SOMEBODY = "<@U>"  # in a text: a mention, of another person each time

_FIRST = ("php", "PHP dev", "php engineer", "Laravel developer", "wordpress dev", "symfony dev")
_SECOND = ("backend", "back-end dev", "a backend engineer", "backend generalist", "general backend")

Texts = dict[str, str]  # what a person types → the header of the right answer


def keyword_texts(store: Store) -> Texts:
    """`faq <keywords>`, in any order of the words; only what the store has an answer to."""
    lines = [" ".join(words) for line in _lines("keywords.txt") for words in _orders(line)]
    return {f"faq {text}": header for text, header in _answered(lines, store).items()}


def question_texts(store: Store) -> Texts:
    """Free questions to which the store has an answer."""
    return _answered(_lines("questions.txt"), store)


def comparison_texts(store: Store) -> Texts:
    """Two roles, in several names and either order, with each topic that the store compares."""
    pairs = [*product(_FIRST, _SECOND), *product(_SECOND, _FIRST)]
    joints = ("vs", "versus", "or")
    return {
        f"{first} {joint} {second} {dimension.id.replace('-', ' ')}": (
            f"{_role(first, store)} vs {_role(second, store)}: {dimension.label}"
        )
        for (first, second), joint, dimension in product(pairs, joints, store.dimensions.values())
    }


def all_queries() -> list[str]:
    """The keywords and questions as they are written, whether or not they are answered."""
    return [*_lines("keywords.txt"), *_lines("questions.txt")]


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


def command_body(text: str, number: int) -> bytes:
    """The form of one command; everything in it that differs in life differs by `number`."""
    user = f"U{number:09d}"
    form = {
        "token": "n0t4s3cr3tn0t4s3cr3tn0t4",
        "team_id": "T0BENCH",
        "team_domain": "acme",
        "channel_id": f"C{number % 90:09d}",
        "channel_name": "hiring",
        "user_id": user,
        "user_name": f"person.{number}",
        "command": COMMAND,
        "text": text.replace(SOMEBODY, f"<@U{number + 7:09d}>"),
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": f"http://{HOST}:9/commands/T0BENCH/{number}/x",
        "trigger_id": f"{number}.{number * 31}.0123456789abcdef0123456789abcdef",
    }
    return urlencode(form).encode()


def http_message(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The same as bytes on a keep-alive connection."""
    fields = {"Host": HOST, "Content-Length": str(len(body)), **headers}
    lines = ["POST /slack/events HTTP/1.1", *(f"{name}: {fields[name]}" for name in fields)]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _answered(texts: list[str], store: Store) -> Texts:
    results = ((text, search(store, text)) for text in texts)
    return {
        f"{text} {SOMEBODY}": result.hits[0].document.title
        for text, result in results
        if result.outcome == "answer"
    }


def _role(name: str, store: Store) -> str:
    return store.roles[store.aliases[normal(name).removeprefix("a ")]].name


def _orders(line: str) -> list[tuple[str, ...]]:
    return list(permutations(line.split()))


def _lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
