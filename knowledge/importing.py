"""Questions and answers from a table (CSV or JSON lines) → a pack folder that can be edited."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import PackError, Problem, explain
from knowledge.models import Faq
from knowledge.text import words

REQUIRED = ("question", "answer", "source")
LISTS = {"also_asked": "also_asked", "keywords": "keywords", "source": "citations"}
OWNER = "Imported"
REVIEW_AFTER = timedelta(days=365)


def import_faqs(file: Path, folder: Path) -> Path:
    """Write a table's rows as `faqs/<file's name>.yaml` of a pack folder; the file written.

    Columns: question, answer, source (section ids), also_asked, keywords (each of these three
    separated by |), and optionally id. Raises PackError with every faulty row, and where the
    file would be overwritten; nothing is written then.
    """
    out = folder / "faqs" / f"{file.stem}.yaml"
    problems: list[Problem] = []
    if out.exists():
        raise PackError([Problem(out, 1, 1, "", "it exists already: nothing was imported")])
    faqs: dict[str, Faq] = {}
    for line, row in _rows(file):
        try:
            faq = _faq(row)
            if faq.id in faqs:
                raise ValueError(f"id: another row has the id {faq.id}")
            faqs[faq.id] = faq
        except ValidationError as error:
            problems += [_problem(file, line, detail) for detail in error.errors()]
        except ValueError as error:
            problems.append(Problem(file, line, 1, "", str(error)))
    if not faqs and not problems:
        problems.append(Problem(file, 1, 1, "", "there are no rows"))
    if problems:
        raise PackError(problems)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(_yaml(list(faqs.values())), encoding="utf-8")
    return out


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with the number of the line that each ends on; raises PackError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError([Problem(file, 1, 1, "", f"cannot be read as text: {error}")]) from error
    if file.suffix == ".jsonl":
        yield from _json_rows(file, text)
    elif file.suffix == ".csv":
        yield from _csv_rows(file, text)
    else:
        raise PackError([Problem(file, 1, 1, "", "only .csv and .jsonl can be imported")])


def _csv_rows(file: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        message = f"the first line must name the columns; missing: {', '.join(missing)}"
        raise PackError([Problem(file, 1, 1, "", message)])
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise PackError([Problem(file, reader.line_num, 1, "", str(error))]) from error


def _json_rows(file: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise PackError([Problem(file, number, 1, "", "this is no JSON")]) from error
            if not isinstance(row, dict):
                raise PackError([Problem(file, number, 1, "", "a row is an object")])
            yield number, row


def _faq(row: dict[str, Any]) -> Faq:
    unknown = [str(n) for n in row if n not in {*REQUIRED, *LISTS, "id"} and row[n]]
    if unknown:
        raise ValueError(f"there is no column {', '.join(unknown)}")
    lists = {field: _split(row.get(column)) for column, field in LISTS.items()}
    question = str(row.get("question") or "")
    return Faq.model_validate(
        {
            "id": row.get("id") or "-".join(words(question))[:45].strip("-") or "empty",
            "title": question,
            "text": row.get("answer") or "",
            "owner": OWNER,
            "review_by": datetime.now(UTC).date() + REVIEW_AFTER,
            **lists,
        }
    )


def _split(value: object) -> list[str]:
    parts = value if isinstance(value, list) else str(value or "").split("|")
    return [part.strip() for part in map(str, parts) if part.strip()]


def _problem(file: Path, line: int, detail: Any) -> Problem:
    columns = {"title": "question", "text": "answer", "citations": "source"}
    names = [columns.get(str(part), str(part)) for part in detail["loc"][:1]]
    return Problem(file, line, 1, "/".join(names), explain(detail))


def _yaml(faqs: list[Faq]) -> str:
    rows = [faq.model_dump(mode="json", exclude_defaults=True) for faq in faqs]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=96)
