"""One YAML file as plain data that remembers where everything stands.

Read as YAML 1.2 does (`no` stays text), repeated keys are refused, and a file holds at most
`MOST_NODES` nodes in `MOST_LEVELS` levels, so that aliases cannot explode.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import PackError, Problem

MOST_NODES = 50_000
MOST_LEVELS = 20

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's data (dicts, lists, texts, dates, …) and the node tree that it came from."""

    path: Path
    data: Any
    root: yaml.Node | None

    def problem(
        self, location: Sequence[int | str], message: str, *, at_key: bool = False
    ) -> Problem:
        """A fault at a location such as `(0, "aspects", 2, "why")`.

        Points at the value, or at its key; where the location leads nowhere (a missing
        field), at the innermost thing that is there.
        """
        node = self.root
        for step in location:
            inner = _step(node, step)
            if inner is None:
                break
            node = inner[0] if at_key and step == location[-1] else inner[1]
        line, column = _line_and_column(node.start_mark if node else None)
        return Problem(self.path, line, column, "/".join(map(str, location)), message)


def read_yaml(path: Path) -> YamlFile:
    """Read a file. Raises PackError with the place of the fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=_Untagged)
    except UnicodeDecodeError as error:
        raise _fault(path, None, "this is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        reason = " ".join(part for part in (error.context, error.problem) if part)
        raise _fault(path, error.problem_mark, reason) from error
    except yaml.YAMLError as error:
        raise _fault(path, None, str(error).splitlines()[0]) from error
    except OSError as error:
        raise _fault(path, None, f"cannot be read: {error.strerror}") from error
    return YamlFile(path, _Converter(path).convert(root) if root else None, root)


class _Untagged(yaml.CBaseLoader):
    """Leaves nodes without tags, for which nobody asks: to find those takes as long as all else."""

    def descend_resolver(self, *_: object) -> None:
        """Enter a node."""

    def ascend_resolver(self) -> None:
        """Leave it."""

    def resolve(self, *_: object) -> str:
        """The tag of a node."""
        return ""


class _Converter:
    """Nodes → plain data, counting nodes and refusing repeated keys."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.nodes = 0

    def convert(self, node: yaml.Node, level: int = 1) -> Any:
        self.nodes += 1
        if level > MOST_LEVELS:
            raise _fault(self.path, node.start_mark, f"more than {MOST_LEVELS} levels deep")
        if self.nodes > MOST_NODES:
            raise _fault(self.path, node.start_mark, f"more than {MOST_NODES} values in one file")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, level)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, level + 1) for child in node.value]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, level: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                raise _fault(self.path, key.start_mark, f"the key {name!r} stands here twice")
            found[name] = self.convert(value, level + 1)
        return found


def plain_value(value: str) -> Any:
    """What a file means by a value that is written without quotes."""
    if value.lower() in _CONSTANTS:
        return _CONSTANTS[value.lower()]
    if _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value  # the model says what is wrong with it
    return int(value) if _INTEGER.fullmatch(value) else value


def _scalar(node: yaml.Node) -> Any:
    value = str(node.value)
    is_text = getattr(node, "style", None)  # quoted, or a block
    return value if is_text else plain_value(value)


def _step(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and value nodes that a step leads to; for a list's item both are the item."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    return None


def _line_and_column(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _fault(path: Path, mark: yaml.Mark | None, message: str) -> PackError:
    line, column = _line_and_column(mark)
    return PackError([Problem(path, line, column, "", message)])
