"""Shapes of JSON: small checks that are put together into the tables of `block_kit`.

A check takes a value and its JSON pointer, and yields problems worded as Slack words them.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from localslack import limits
from localslack.models import Json

Problems = Iterator[str]
Validator = Callable[[object, str], Problems]

OPTIONAL_MARK = "?"


def problem(what: str, at: str) -> str:
    """Word one problem as `response_metadata.messages` does."""
    return f"[ERROR] {what} [json-pointer:{at}]"


def string(most: int, least: int = 1) -> Validator:
    """Accept a string of `least` to `most` characters."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def integer(least: int, most: int) -> Validator:
    """Accept a whole number within bounds."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must provide a number", at)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", at)

    return check


def flag(value: object, at: str) -> Problems:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", at)


def anything(value: object, at: str) -> Problems:
    """Accept whatever comes."""
    yield from ()


def one_of(*allowed: str) -> Validator:
    """Accept one of these strings."""

    def check(value: object, at: str) -> Problems:
        if value not in allowed:
            yield problem(f"must be a valid enum value: {', '.join(allowed)}", at)

    return check


def url(value: object, at: str) -> Problems:
    """Accept an absolute web or mail address."""
    found = list(string(limits.URL)(value, at))
    yield from found
    if not found:
        parts = urlsplit(str(value))
        web = parts.scheme in ("http", "https") and bool(parts.netloc)
        if not (web or (parts.scheme == "mailto" and parts.path)):
            yield problem("invalid url", at)


def items(check_item: Validator, most: int, least: int = 1) -> Validator:
    """Accept a list of `least` to `most` things that `check_item` accepts."""

    def check(value: object, at: str) -> Problems:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for number, item in enumerate(value):
            yield from check_item(item, f"{at}/{number}")

    return check


@dataclass(frozen=True)
class Schema:
    """An object: a check for each key (`key?` may be absent), no other keys, rules across keys."""

    keys: dict[str, Validator]
    rules: tuple[Callable[[Json, str], Problems], ...] = field(default=())

    def __call__(self, value: object, at: str) -> Problems:
        """What is wrong with one object."""
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        found = list(self._check_keys(value, at))
        yield from found
        # Rules across keys may rely on each key being well-formed.
        if not found:
            for rule in self.rules:
                yield from rule(value, at)

    def _check_keys(self, value: Json, at: str) -> Problems:
        known = {key.removesuffix(OPTIONAL_MARK) for key in self.keys}
        for key in value:
            if key not in known:
                yield problem(f"invalid additional property: {key}", at)
        for marked, check in self.keys.items():
            key = marked.removesuffix(OPTIONAL_MARK)
            if key in value:
                yield from check(value[key], f"{at}/{key}")
            elif key == marked:
                yield problem(f"missing required field: {key}", at)


def by_type(schemas: dict[str, Schema], allowed: Collection[str] | None = None) -> Validator:
    """Accept an object whose `type` names one of `schemas` (and is among `allowed`)."""

    def check(value: object, at: str) -> Problems:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif not isinstance(kind, str):
            yield problem("missing required field: type", at)
        elif kind not in schemas or (allowed is not None and kind not in allowed):
            yield problem(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from schemas[kind](value, at)

    return check


def exactly_one(*keys: str) -> Callable[[Json, str], Problems]:
    """Rule: one of these keys is there, and only one."""

    def rule(value: Json, at: str) -> Problems:
        if sum(key in value for key in keys) != 1:
            yield problem(f"must define either {' or '.join(f'`{key}`' for key in keys)}", at)

    return rule


def at_least_one(*keys: str) -> Callable[[Json, str], Problems]:
    """Rule: one of these keys is there, or several."""

    def rule(value: Json, at: str) -> Problems:
        if not any(key in value for key in keys):
            yield problem(f"must define either {' or '.join(f'`{key}`' for key in keys)}", at)

    return rule
