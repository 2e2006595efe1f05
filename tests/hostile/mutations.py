"""Payloads with something wrong in them, by chance but the same for the same seed."""

import copy
import json
import random
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from localslack.models import Json
from tests.hostile.payloads import JSON, held, paths
from tests.support.hostile import PIECES
from tests.support.slack import FORM

WORD = "zanzibar"  # stands for a person's words; it may be in no log
NOWHERE = f"http://127.0.0.1:1/response/{WORD}"
# What Python's encoder would not write, by what stands for it
RAW = {
    "@digits": "9" * 400,
    "@huge": "1e999",
    "@nan": "NaN",
    "@deep": "[" * 3000 + "]" * 3000,
    "@deeper": '{"a":' * 500 + "1" + "}" * 500,
    "@twice": f'{{"type":"{WORD}","type":"plain_text","id":"{WORD}","id":"U1"}}',
}
OTHERS: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 0.5, "", " ", "\0", WORD, [], {}, [WORD], {WORD: WORD}, [[None]]),
    *(WORD * 4000, "\ud800", "T0OTHER", "U0OTHER", NOWHERE, *RAW, *PIECES),
)


class Mutations:
    """Changed copies of these payloads."""

    def __init__(self, payloads: Sequence[Json], seed: int) -> None:
        self.rng = random.Random(seed)
        self._payloads = [(payload, list(paths(payload))) for payload in payloads]

    def payload(self) -> Json:
        """One with one to three things wrong."""
        whole, places = self.rng.choice(self._payloads)
        changed = copy.deepcopy(whole)
        for place in self.rng.choices(places, k=self.rng.choice((1, 1, 2, 3))):
            self._spoil(changed, place)
        return changed

    def _spoil(self, changed: Json, place: tuple[Any, ...]) -> None:
        key = place[-1]
        try:
            holder = held(changed, place[:-1])
            match self.rng.randrange(5):
                case 0:
                    del holder[key]
                case 1:
                    holder[key] = [holder[key]]
                case 2:
                    other, places = self.rng.choice(self._payloads)
                    holder[key] = copy.deepcopy(held(other, self.rng.choice(places)))
                case _:
                    holder[key] = self.rng.choice(OTHERS)
        except (LookupError, TypeError):  # another change has taken the place away
            pass

    def body(self, payload: Json) -> tuple[bytes, str]:
        """A payload as it travels, now and then in the wrong way, and its content type."""
        text = as_json(payload)
        match self.rng.randrange(30):
            case 0:
                return text[: self.rng.randrange(len(text))].encode(), JSON
            case 1:
                return b"\xef\xbb\xbf" + text.encode(), JSON
            case 2:
                return text.encode().replace(b"type", b"ty\xffpe"), JSON
            case 3:
                return urlencode({"payload": text, WORD: WORD}).encode(), FORM
            case 4:
                return urlencode([("payload", WORD), ("payload", text)]).encode(), FORM
            case 5:
                return text.encode(), FORM
            case 6:
                return urlencode({"payload": text}).encode(), JSON
            case 7:
                return urlencode({"payload": text}).encode().replace(b"%22", b"%2"), FORM
            case 8:
                return b"&" * self.rng.randrange(50) + b"=" + text.encode(), "text/plain; charset=x"
        if payload.get("type") == "event_callback":
            return text.encode(), JSON
        if "command" in payload:
            fields = {key: str(value) for key, value in payload.items()}
            return urlencode(fields, errors="surrogatepass").encode(), FORM
        return urlencode({"payload": text}).encode(), FORM


def as_json(payload: Json) -> str:
    """A payload as JSON, with what Python would not write."""
    text = json.dumps(payload)
    for name, raw in RAW.items():
        text = text.replace(f'"{name}"', raw)
    return text
