"""A table as spreadsheets write it (text with separators), or JSON lines → its rows.

Excel, Numbers and Sheets separate cells by comma, semicolon or tab as the language of the machine
has it, write UTF-8 or UTF-16, with or without a byte order mark, and end lines in three ways.
"""

import codecs
import csv
import io
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import PackError, Problem

ENDINGS = (".csv", ".tsv", ".txt")  # Excel calls its "Unicode text" .txt
SEPARATORS = ",;\t"
BESIDE = ""  # the column of what stands under no heading

_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\n', re.IGNORECASE)  # Excel reads it as a first line


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line of the file that it begins on, its number in a spreadsheet (from 1, that of
    the headings), and its filled cells by column. Cells of JSON may hold anything but blanks.
    """

    line: int
    number: int
    cells: dict[str, Any]


def read_rows(file: Path, columns: Sequence[str], required: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of a table that have anything in them.

    Headings are meant in any case, with blanks for `_`. Raises PackError for a file that is no
    table, and for headings that are none of `columns` or lack one of each of `required`.
    """
    ending = file.suffix.lower()
    if ending not in (*ENDINGS, ".jsonl"):
        message = f"only {', '.join(ENDINGS)} and .jsonl can be imported: save the sheet as CSV"
        raise _fault(file, 1, message)
    text = _LINE_END.sub("\n", _read_text(file))
    if ending == ".jsonl":
        return [row for row in _json_rows(file, text) if row.cells]
    headings, rows = _table(file, text, columns)
    if missing := [" or ".join(names) for names in required if not {*names} & {*headings}]:
        message = f"the first line must name the columns; missing: {', '.join(missing)}"
        raise _fault(file, 1, message)
    return rows


def _read_text(file: Path) -> str:
    if not os.path.isfile(file):
        raise _fault(file, 1, "this is no regular file")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _fault(file, 1, f"cannot be read: {error.strerror}") from error
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # such as UTF-16 without its mark
        raise _fault(file, 1, "this cannot be read as text: save the sheet as CSV in UTF-8")
    return text.lstrip("\ufeff")


def _table(file: Path, text: str, columns: Sequence[str]) -> tuple[list[str], list[Row]]:
    """The headings, and the rows below."""
    given = _SEPARATOR_LINE.match(text)
    if given:
        text = text[given.end() - 1 :]  # its end stays, so that lines keep their numbers
    records = _records(file, text, given[1] if given else _separator(text, columns))
    line, _, first = next(records, (1, 1, []))
    headings = _headings(file, line, first, columns)
    rows = []
    for line, number, cells in records:
        under = [*headings, *[BESIDE] * (len(cells) - len(headings))]
        filled = {name: cell for name, cell in zip(under, cells, strict=False) if cell}
        rows.append(Row(line, number, filled))
    return headings, rows


def _records(file: Path, text: str, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Line, number and stripped cells of all rows but blank ones."""
    # Only line feeds end a line here: what splitlines() knows besides may stand in a cell.
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    line, number = 1, 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = [cell.strip() for cell in record]
            if any(cells):
                yield line, number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _fault(file, line, f"row {number + 1} is no row of a table: {error}") from error


def _separator(text: str, columns: Sequence[str]) -> str:
    """The one that finds most of the columns in the first row."""

    def found(separator: str) -> int:
        try:
            *_, cells = next(_records(Path(), text, separator), ("", []))
        except PackError:
            return 0
        return len({*columns}.intersection(map(_name, cells)))

    return max(SEPARATORS, key=found)


def _headings(file: Path, line: int, cells: list[str], columns: Sequence[str]) -> list[str]:
    headings = [_name(cell) for cell in cells]
    if unknown := [one for one in headings if one not in (*columns, BESIDE)]:
        message = f"there is no column {', '.join(unknown)}; there are {', '.join(columns)}"
        raise _fault(file, line, message)
    _require_distinct(file, line, [one for one in headings if one != BESIDE])
    return headings


def _require_distinct(file: Path, line: int, names: list[str]) -> None:
    if twice := {name for name in names if names.count(name) > 1}:
        raise _fault(file, line, f"two columns have the name {', '.join(sorted(twice))}")


def _json_rows(file: Path, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line, object_pairs_hook=_Pairs)
            except (ValueError, RecursionError) as error:
                raise _fault(file, number, "this is no JSON") from error
            if not isinstance(row, _Pairs):
                raise _fault(file, number, "a row is an object")
            names = [_name(name) for name, _ in row]
            _require_distinct(file, number, names)
            cells = dict(zip(names, (_stripped(value) for _, value in row), strict=True))
            filled = {name: cell for name, cell in cells.items() if cell not in (None, "", [])}
            yield Row(number, number, filled)


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON with all its names, equal ones too."""


def _stripped(value: object) -> object:
    if type(value) is list:
        return [item for item in map(_stripped_text, value) if item not in (None, "")]
    return _stripped_text(value)


def _stripped_text(value: object) -> object:
    return _LINE_END.sub("\n", value).strip() if isinstance(value, str) else value


def _name(heading: str) -> str:
    return re.sub(r"[\s_-]+", "_", heading.strip().lower())


def _fault(file: Path, line: int, message: str) -> PackError:
    return PackError([Problem(file, line, 1, "", message)])
