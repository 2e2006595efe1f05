"""What a person may ask for: each kind of request with what it takes to answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.briefs.reader import Given


@dataclass(frozen=True, slots=True)
class Compare:
    """Two roles (ids) side by side under a dimension (id); None: when to choose which."""

    first: str
    second: str
    dimension: str | None


@dataclass(frozen=True, slots=True)
class CompareWith:
    """A role (id) to be compared; with what was not said."""

    role: str


@dataclass(frozen=True, slots=True)
class Read:
    """One entry of the store, by key."""

    key: str


@dataclass(frozen=True, slots=True)
class Details:
    """The same, with all that its card leaves out at first."""

    key: str


@dataclass(frozen=True, slots=True)
class Search:
    """A free question or keywords."""

    text: str


@dataclass(frozen=True, slots=True)
class UnknownRole:
    """A comparison in which one name is no role that the store covers."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class SameRole:
    """A comparison of a role with itself."""

    role: str


@dataclass(frozen=True, slots=True)
class Models:
    """The engagement models that there are."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles, and what each can and cannot tell."""


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """A text that wants a person judged."""

    text: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message that goes on from an earlier one, which is not seen here."""

    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire (by id): the person wants advice, and has said nothing yet to advise on.
    None where nothing tells which, if there are several.
    """

    questionnaire: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation in free text, to be advised on. Buttons never carry it: it is not kept.

    `questionnaire` is the one (by id) of whose roles it speaks, `given` holds its answers to that;
    where they were read already, to tell that it is a brief.
    """

    text: str
    questionnaire: str | None = field(default=None, compare=False)
    given: Mapping[str, Given] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Advice:
    """Answers to a questionnaire (option id by question id), to be advised on; `side` is what its
    card shows besides.
    """

    questionnaire: str
    answers: tuple[tuple[str, str], ...]
    side: Literal["short", "more", "post"] = "short"


@dataclass(frozen=True, slots=True)
class Kickoff:
    """The kickoff sheet for answers to a questionnaire (option id by question id), given on a day;
    without any questionnaire, for those that the person gave last.
    """

    questionnaire: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class InterviewSheet:
    """The interview sheet of a kit (by key); what meets answers, given on a day, comes first."""

    key: str
    answers: tuple[tuple[str, str], ...] = ()
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeleteData:
    """All that is kept of the person who asks, to be deleted."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked, and how."""


Question = (
    Compare
    | CompareWith
    | Read
    | Details
    | Search
    | UnknownRole
    | SameRole
    | Models
    | Sources
    | AboutPerson
    | FollowUp
    | Form
    | Brief
    | Advice
    | Kickoff
    | InterviewSheet
    | DeleteData
    | Help
)
