"""What is measured: which server, and what it is asked; each answer checked before it counts."""

import http.client
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from statistics import mean

from knowledge.store import Store
from tests.bench.baselines import TITLE
from tests.bench.commands import (
    HOST,
    SIGNING_SECRET,
    Texts,
    command_body,
    comparison_texts,
    keyword_texts,
    question_texts,
    sign,
)
from tests.bench.servers import Server

FEWEST_QUERIES = 30


@dataclass(frozen=True, slots=True)
class Variant:
    """One line of the tables: `texts` are sent to the server of that kind."""

    name: str
    server: str
    texts: Texts
    open_loop: bool = True

    @property
    def is_ours(self) -> bool:
        """Whether the limits apply."""
        return self.server == "rolefit"


def build_variants(store: Store) -> tuple[Variant, ...]:
    """The baselines get the commands of `faq`; `bolt` is what the limits refer to."""
    keywords, questions = keyword_texts(store), question_texts(store)
    if min(len(keywords), len(questions)) < FEWEST_QUERIES:
        raise RuntimeError("the pack answers too few of keywords.txt or questions.txt")
    card = dict.fromkeys(keywords, TITLE)
    return (
        Variant("raw aiohttp", "raw", card),
        Variant("bare Bolt", "bolt", card),
        Variant("bare Bolt, default polling", "polling", card, open_loop=False),
        Variant("RoleFit, faq keywords", "rolefit", keywords),
        Variant("RoleFit, php vs backend", "rolefit", comparison_texts(store)),
        Variant("RoleFit, question", "rolefit", questions, open_loop=False),
    )


def check(variant: Variant, server: Server) -> float:
    """Send each text once: the mean size (bytes) of the answers, or RuntimeError if one is wrong.

    A request that somebody else has signed must be refused, or the server skips that work.
    """
    sizes = []
    with closing(http.client.HTTPConnection(HOST, server.port, timeout=10)) as connection:
        for number, (text, header) in enumerate(variant.texts.items()):
            body = command_body(text, number)
            status, answer = _post(connection, body, sign(body))
            if status != 200 or _header(answer) != header:
                raise RuntimeError(f"{variant.name}: wrong answer ({status}) to {text!r}")
            sizes.append(len(answer))
        status, _ = _post(connection, body, sign(body, SIGNING_SECRET[::-1]))
    if status != 401:
        raise RuntimeError(f"{variant.name}: a forged request was answered with {status}")
    return mean(sizes)


def _post(
    connection: http.client.HTTPConnection, body: bytes, headers: Mapping[str, str]
) -> tuple[int, bytes]:
    connection.request("POST", "/slack/events", body, dict(headers))
    response = connection.getresponse()
    return response.status, response.read()


def _header(answer: bytes) -> str:
    message = json.loads(answer)
    first, *others = message["blocks"]
    assert message["text"]
    assert others
    return str(first["text"]["text"])
