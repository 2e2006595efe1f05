"""Sheets to take away: what to say and ask at a kickoff, and in interviews; pure data.

A line names the sections that say it, or else on what it rests.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.advice.rules import DONT_KNOW
from knowledge.documents import Citation, SourceRecord
from knowledge.english import day
from knowledge.packs.models import BASIS_LABELS, Interview, Probe
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store

Basis = Literal["rule", "editor_note", "answers"]

MOST_ASKED = 8  # questions on an interview sheet
PACK_LETTERS = 12  # of its hash, enough to tell packs apart
OWN_RULE = "(RF)"  # ends a line that RoleFit's own rule says
NOT_RATED = "RoleFit rates no one: write down what you hear."

LABELS: dict[Basis, str] = {
    "rule": BASIS_LABELS["rule"],
    "editor_note": BASIS_LABELS["editor_note"],
    "answers": "as answered",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a sheet says: `citations` tell who says so, without any `basis` does. Of a
    question, `strong` is what a strong answer shows.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    basis: Basis = "rule"
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `in_short` if it belongs on the first screen."""

    heading: str
    lines: tuple[Line, ...]
    in_short: bool = False

    @property
    def basis(self) -> Basis | None:
        """What all of its lines rest on; None if sources say any, or they differ."""
        found = {None if line.citations else line.basis for line in self.lines}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title and what stands below it, in order; no section is empty. `pack` is the hash of the
    pack that says it.
    """

    title: str
    sections: tuple[Section, ...]
    pack: str

    @property
    def foot(self) -> str:
        """What its sign means, if it has any, and the pack."""
        lines = (line for section in self.sections for line in section.lines)
        has_own = any(line.basis == "rule" and not line.citations for line in lines)
        means = [f"{OWN_RULE} {LABELS['rule']}."] if has_own else []
        return " ".join([*means, f"Pack {self.pack[:PACK_LETTERS]}."])

    @property
    def sources(self) -> tuple[SourceRecord, ...]:
        """The articles that its lines cite, in the order of their numbers."""
        lines = (line for section in self.sections for line in section.lines)
        cited = (citation.source for line in lines for citation in line.citations)
        return tuple({source.id: source for source in cited}.values())

    def mark(self, section: Section, line: Line) -> str:
        """What ends a line: `[1, 2]`, the numbers of its sources, the sign of RoleFit's own rule,
        or what it rests on, unless its section says that of all.
        """
        if not line.citations and line.basis == "rule":
            return OWN_RULE
        if not line.citations:
            return "" if section.basis else f"({LABELS[line.basis]})"
        numbers = {source.id: number for number, source in enumerate(self.sources, start=1)}
        cited = dict.fromkeys(numbers[citation.source.id] for citation in line.citations)
        return f"[{', '.join(map(str, cited))}]"


def write_interview_sheet(
    store: Store, kit: Interview, answers: Mapping[str, str], given_on: date | None = None
) -> Sheet:
    """Questions of a kit to ask, with what strong answers show: first those that meet answers of
    the form (option id by question id), given on a day.
    """
    met = any(_meets(probe, answers) for probe in kit.probes)
    when = f" of {day(given_on)}" if given_on else ""
    order = f"What meets the answers{when} comes first."
    notes = [Line(f"{day(note.dated)}: {note.text}", basis="editor_note") for note in kit.notes]
    sections = {
        "Order": [Line(order)] if met else [],
        "Questions": choose_questions(store, kit, answers)[:MOST_ASKED],
        "No marks": [Line(NOT_RATED), *map(Line, kit.unsaid)],
        "Notes": notes,
    }
    return Sheet(kit.title, tuple(named_sections(sections.items())), store.hash)


def choose_questions(store: Store, kit: Interview, answers: Mapping[str, str]) -> list[Line]:
    """All questions of a kit: first those that meet answers, of these what its role's work weighs
    most in.
    """
    return [_asked(store, probe) for probe in _in_order(store, kit, answers)]


def choose_fitting(store: Store, kit: Interview, answers: Mapping[str, str]) -> list[Line]:
    """The same without those that the answers rule out, unless they rule out all."""
    probes = _in_order(store, kit, answers)
    fitting = [probe for probe in probes if not _is_ruled_out(probe, answers)]
    return [_asked(store, probe) for probe in fitting or probes]


def _asked(store: Store, probe: Probe) -> Line:
    return Line(probe.asks or probe.probe, store.cite(probe.citations), strong=probe.strong)


def _in_order(store: Store, kit: Interview, answers: Mapping[str, str]) -> list[Probe]:
    weights: dict[tuple[str, str], int] = {}  # of each answer that is met: one, and its points
    for asked in store.questionnaires.values():
        for question in asked.questions:
            for option in question.options:
                one = question.id, option.id
                weights[one] = max(weights.get(one, 1), 1 + option.points.get(kit.role, 0))

    def weight(probe: Probe) -> int:
        return sum(weights.get(one, 1) for one in answers.items() if _is_met(probe, *one))

    return sorted(kit.probes, key=weight, reverse=True)


def named_answers(questionnaire: Questionnaire, answers: Mapping[str, str]) -> list[str]:
    """What answers say, as parts of a sentence; "don't know" says nothing."""
    return [
        option.said
        for question in questionnaire.questions
        for option in question.options
        if answers.get(question.id) == option.id
    ]


def named_sections(
    sections: Iterable[tuple[str, Iterable[Line]]], *, in_short: bool = False
) -> Iterator[Section]:
    """Sections by their headings, without the empty ones."""
    for heading, lines in sections:
        if said := tuple(lines):
            yield Section(heading, said, in_short)


def _meets(probe: Probe, answers: Mapping[str, str]) -> bool:
    """Whether a probe goes with any answer."""
    return any(_is_met(probe, *one) for one in answers.items())


def _is_met(probe: Probe, question: str, option: str) -> bool:
    return option in probe.meets.get(question, ())


def _is_ruled_out(probe: Probe, answers: Mapping[str, str]) -> bool:
    """Whether all questions that a probe goes with are answered otherwise."""
    are_answered = all(answers.get(one, DONT_KNOW) != DONT_KNOW for one in probe.meets)
    return bool(probe.meets) and are_answered and not _meets(probe, answers)
