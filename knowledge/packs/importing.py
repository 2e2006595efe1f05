"""Questions and answers from a table → a pack folder that can be edited."""

import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import PackError, Problem, explain
from knowledge.packs.models import Faq
from knowledge.packs.tables import BESIDE, Row, read_rows
from knowledge.packs.yaml_file import plain_value, read_yaml
from knowledge.text import normal

REQUIRED = (("question",), ("answer",), ("source", "basis"))
COLUMNS = ("question", "answer", "source", "also_asked", "keywords", "id", "basis", "owner",
           "review_by")  # fmt: skip
FIELDS = {"question": "title", "answer": "text", "source": "citations"}  # named otherwise there
OWNER = "Imported"
REVIEW_AFTER = timedelta(days=365)
LONGEST_ID = 45

_BETWEEN_ITEMS = re.compile(r"[|\n]")
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")  # YAML would end a line there, too


def import_faqs(file: Path, folder: Path) -> Path:
    """Write a table's rows as `faqs/<file's name>.yaml` of a pack folder; the file written.

    Columns: question, answer, source (section ids), also_asked, keywords (each of these three
    separated by | or line ends); optionally id, basis (rule or editor_note where there is no
    source), owner and review_by. Raises PackError with every faulty row, and where the file would
    be overwritten or cannot be written; nothing is written then.
    """
    name = file.stem.lstrip(".") or "imported"  # hidden, it would be no part of the pack
    out = folder / "faqs" / f"{name}.yaml"
    try:
        if out.exists():
            raise _fault(out, "it exists already: nothing was imported")
        _write(_yaml(_faqs(file)), file, out)
    except OSError as error:
        raise _fault(out, f"cannot be written: {error.strerror}") from error
    return out


def _write(text: str, table: Path, out: Path) -> None:
    """Put a file in its place at once, if our own reader takes it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=out.parent) as hidden:
        draft = Path(hidden) / out.name
        draft.write_text(text, encoding="utf-8")
        try:
            read_yaml(draft)
        except PackError as error:  # a file of a pack has bounds
            raise _fault(table, f"split this table: {error.problems[0].message}") from error
        draft.rename(out)


def _faqs(file: Path) -> list[Faq]:
    """All rows as FAQs. Raises PackError with every row that is none."""
    problems: list[Problem] = []
    faqs: dict[str, Faq] = {}
    asked: dict[str, str] = {}
    for row in read_rows(file, COLUMNS, REQUIRED):
        try:
            faq = _faq(row, faqs)
            _claim_wordings(faq, asked)
            faqs[faq.id] = faq
        except ValidationError as error:
            problems += [_problem(file, row, explain(one), one["loc"]) for one in error.errors()]
        except ValueError as error:
            problems.append(_problem(file, row, str(error)))
    if not faqs and not problems:
        raise _fault(file, "there are no rows")
    if problems:
        raise PackError(problems)
    return [*faqs.values()]


def _faq(row: Row, others: Mapping[str, Faq]) -> Faq:
    cells = row.cells
    if BESIDE in cells:
        raise ValueError("a cell stands under no heading")
    if unknown := [name for name in cells if name not in COLUMNS]:
        raise ValueError(f"there is no column {', '.join(unknown)}")
    question = _line(_text(cells, "question"))
    faq_id = _text(cells, "id")
    if faq_id in others:
        raise ValueError(f"id: another row has the id {faq_id}")
    basis = re.sub(r"[\s-]+", "_", _text(cells, "basis").lower())
    return Faq.model_validate(
        {
            "id": faq_id or _new_id(question, others),
            "title": question,
            "text": _text(cells, "answer"),
            "owner": _line(_text(cells, "owner")) or OWNER,
            "review_by": _date(cells, "review_by") or datetime.now(UTC).date() + REVIEW_AFTER,
            "also_asked": _items(cells, "also_asked"),
            "keywords": _items(cells, "keywords"),
            "citations": _items(cells, "source"),
            **({"basis": basis} if basis else {}),
        }
    )


def _new_id(question: str, others: Mapping[str, Faq]) -> str:
    """The question's words as an id that no other row has."""
    name = "-".join(re.findall(r"[a-z0-9]+", normal(question)))
    name = name or f"faq-{sha256(question.encode(errors='replace')).hexdigest()[:8]}"
    found, number = name[:LONGEST_ID].strip("-"), 1
    while found in others:
        number += 1
        end = f"-{number}"
        found = name[: LONGEST_ID - len(end)].strip("-") + end
    return found


def _claim_wordings(faq: Faq, asked: dict[str, str]) -> None:
    """Note whose wordings these are. Raises ValueError where a check of the pack would refuse."""
    for wording in (faq.title, *faq.also_asked):
        other = asked.setdefault(normal(wording), faq.id)
        if other != faq.id:
            raise ValueError(f"{other} of another row is asked in the same words: {wording}")


def _text(cells: Mapping[str, Any], name: str) -> str:
    return _as_text(cells.get(name, ""), name)


def _items(cells: Mapping[str, Any], name: str) -> list[str]:
    """What stands between | and line ends, or in a list of JSON."""
    cell = cells.get(name, "")
    if isinstance(cell, list):
        return [_line(_as_text(item, name)) for item in cell]
    parts = map(str.strip, _BETWEEN_ITEMS.split(_as_text(cell, name)))
    return [part for part in parts if part]


def _as_text(value: object, name: str) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{name}: must be a text")


def _line(text: str) -> str:
    """A text on one line: who writes a cell breaks it where the column ends."""
    return re.sub(r"\s*\n\s*", " ", text)


def _date(cells: Mapping[str, Any], name: str) -> date | None:
    text = _text(cells, name)
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        raise ValueError(f"{name}: must be a date such as 2027-08-01") from None


def _problem(file: Path, row: Row, message: str, location: tuple[int | str, ...] = ()) -> Problem:
    columns = {field: column for column, field in FIELDS.items()}
    names = [columns.get(str(part), str(part)) for part in location[:1]]
    if row.number != row.line:  # cells with line ends stand above
        names.insert(0, f"row {row.number}")
    return Problem(file, row.line, 1, ": ".join(names), message)


def _fault(file: Path, message: str) -> PackError:
    return PackError([Problem(file, 1, 1, "", message)])


class _Dumper(yaml.SafeDumper):
    """Writes each text so that our own reader takes it for the same text."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if plain_value(text) != text or _OTHER_LINE_ENDS.search(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _yaml(faqs: list[Faq]) -> str:
    rows = [faq.model_dump(exclude_defaults=True) for faq in faqs]
    return yaml.dump(rows, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96)
