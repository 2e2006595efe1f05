"""What the store says, as people read it: entries, and the sources that they cite."""

from dataclasses import dataclass
from datetime import date

from knowledge.packs.models import Basis, Note


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An article: what is not known of it is None; `text` is what it can tell, `licence` what has
    to be said where it is used.
    """

    id: str
    title: str
    publisher: str | None
    interest: str | None
    published: date | None
    address: str | None
    licence: str | None
    text: str
    separates_roles: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A section of a source."""

    section: str
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class Document:
    """What the store says under one key: an entry as people read it."""

    key: str
    kind: str
    title: str
    label: str
    text: str
    basis: Basis
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]
