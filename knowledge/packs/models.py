"""What a pack contains, as its editors write it.

Everything that can be found is an entry. A statement is `sourced` (it cites one to three
sections), a `rule` (RoleFit's own) or an `editor_note` (dated, never evidence).
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SkipValidation,
    StringConstraints,
    model_validator,
)

from knowledge.briefs.labels import NOTHING, Learned, Said, subject_of

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=45)
]  # three fit into an option
SectionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+#[a-z0-9-]+(/[a-z0-9-]+)?$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=150, pattern=r"^[^\n]+$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"^[^\n]+$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=1500)]
Cell = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Utterance = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\n]+$")]
Basis = Literal["sourced", "rule", "editor_note"]

# What an utterance may be beside, besides a role.
BESIDE = "elsewhere", "vague", "person", "nothing"

# How people are told whose word a statement is, where it is not a source's.
BASIS_LABELS: dict[Basis, str] = {
    "rule": "RoleFit's own rule",
    "editor_note": "Editor's note, not evidence",
}


class PackModel(BaseModel):
    """Strict about keys, so that a misspelt one is an error and not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Statement(PackModel):
    """One thing said within an entry, with its own citations."""

    text: Cell
    citations: tuple[SectionId, ...] = Field(min_length=1, max_length=3)


class Note(PackModel):
    """An editor's remark beside a statement: dated, never evidence."""

    text: Prose
    dated: date


class Entry(PackModel):
    """What every searchable thing has; a kind adds its own fields."""

    kind: ClassVar[str]

    id: Slug
    title: Line
    label: Label | None = Field(None, description="Short title for buttons, 30 characters.")
    also_asked: tuple[Line, ...] = Field((), description="Other wordings that people really use.")
    keywords: tuple[Line, ...] = ()
    basis: Basis = "sourced"
    citations: tuple[SectionId, ...] = Field((), max_length=3)
    notes: tuple[Note, ...] = ()
    owner: Line
    review_by: date

    @property
    def key(self) -> str:
        """`<kind>/<id>`, unique in a store."""
        return f"{self.kind}/{self.id}"

    @model_validator(mode="after")
    def _cited(self) -> Self:
        if self.basis == "sourced" and not self.citations:
            raise ValueError("a sourced entry cites one to three sections")
        return self


class Source(Entry):
    """An article that statements cite. What nobody knows is null and shown as unknown.

    Its text is RoleFit's own: what the article can tell, and what not.
    """

    kind: ClassVar[str] = "source"

    text: Prose
    basis: Basis = "rule"
    publisher: Line | None
    interest: Line | None = Field(description="What the publisher sells or wants.")
    published: date | None
    sections: tuple[SectionId, ...] = Field(min_length=1)
    separates_roles: tuple[SectionId, ...] = Field(
        (), description="Sections that tell the roles apart; no other may weigh between them."
    )
    uncited: dict[SectionId, Line] = Field(
        {}, description="Sections that no entry cites, each with the reason."
    )

    @model_validator(mode="after")
    def _own_sections(self) -> Self:
        for section in self.sections:
            if not section.startswith(f"{self.id}#"):
                raise ValueError(f"section {section} does not belong to source {self.id}")
        for section in (*self.separates_roles, *self.uncited):
            if section not in self.sections:
                raise ValueError(f"there is no section {section} in this source")
        return self


class Faq(Entry):
    """A question that people ask, and its answer."""

    kind: ClassVar[str] = "faq"

    text: Prose


class Topic(Entry):
    """One fact of the articles that people may ask about."""

    kind: ClassVar[str] = "topic"

    text: Prose


class Engagement(Entry):
    """A way to get the work done: what speaks for it, what against it, what nobody says."""

    kind: ClassVar[str] = "engagement"

    label: Label
    text: Prose
    when: tuple[Statement, ...] = Field(min_length=1)
    when_not: tuple[Statement, ...] = ()
    unsaid: tuple[Cell, ...] = Field((), description="What the sources leave unsaid.")


class Probe(PackModel):
    """One thing to probe in an interview, and what strong answers show."""

    topic: Line
    probe: Cell
    strong: Cell
    citations: tuple[SectionId, ...] = Field(min_length=1, max_length=3)


class Interview(Entry):
    """An interview kit for a role."""

    kind: ClassVar[str] = "interview"

    label: Label
    role: Slug
    text: Prose
    probes: tuple[Probe, ...] = Field(min_length=1)
    unsaid: tuple[Cell, ...] = Field((), description="What the sources leave unsaid.")


class Role(Entry):
    """A role that people hire for."""

    kind: ClassVar[str] = "role"

    name: Label
    position: int = Field(100, description="Where it stands among the roles; the least first.")
    aliases: tuple[Line, ...] = Field(min_length=1)
    is_a: Slug | None = Field(None, description="The wider role that this one is a kind of.")
    text: Prose


class Contrast(PackModel):
    """What one role brings to an aspect: what it looks after, and how it works."""

    focus: Cell
    practice: Cell


class Aspect(Entry):
    """One row of a comparison: each role's focus and practice, and why it matters."""

    kind: ClassVar[str] = "aspect"

    roles: dict[Slug, Contrast] = Field(min_length=2)
    why: Cell


class Dimension(Entry):
    """A topic under which roles are compared, in aspects."""

    kind: ClassVar[str] = "dimension"

    label: Label
    position: int = Field(100, description="Where it stands among the topics; the least first.")
    text: Prose
    aspects: tuple[Aspect, ...] = Field(min_length=1)


class Uncovered(Entry):
    """Something that people ask and that no source answers: it keeps near misses from being
    answered. Its title is written as part of "My sources say nothing about …".
    """

    kind: ClassVar[str] = "uncovered"

    basis: Basis = "rule"
    says: Cell | None = Field(None, description="What to say instead of that.")
    is_gap: bool = Field(True, description="Whether curators want to know that it is asked.")

    @property
    def text(self) -> str:
        """What whoever asks is told."""
        return self.says or f"My sources say nothing about {self.title}, so I won't guess."


class Option(PackModel):
    """One answer to a question: what it weighs for which role, and why."""

    id: Slug
    text: Annotated[str, StringConstraints(min_length=1, max_length=75, pattern=r"^[^\n]+$")]
    says: Line | None = Field(None, description="The same as part of a sentence.")
    points: dict[Slug, Annotated[int, Field(ge=1, le=3)]] = {}
    because: dict[Slug, Cell] = Field(
        {}, description="For each role with points, what a source says."
    )
    citations: tuple[SectionId, ...] = Field((), max_length=3)
    elsewhere: bool = Field(False, description="The work belongs to a role that is not covered.")
    language: Literal["php", "other"] | None = None
    seats: Literal["one", "several"] | None = None
    first: Slug | None = Field(None, description="The role whose work hurts first.")
    engagement: Slug | None = Field(None, description="The engagement model that it asks for.")
    conflicting: bool = Field(False, description="It asks for things that exclude each other.")
    unites: tuple[tuple[Slug, ...], ...] = Field(
        (), description="Two lists of options; who says one of each says this one."
    )

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.points.keys() != self.because.keys():
            raise ValueError("each role with points needs a reason in `because`, and no other")
        if self.points and not self.citations:
            raise ValueError("an option with points cites one to three sections")
        return self


class Question(PackModel):
    """One question of the questionnaire; every one may stay open, or be "Don't know".

    `work` questions ask what the hire will do, `setting` and `coverage` ones where. The others
    weigh nothing: they decide by rules of their own.
    """

    id: Slug
    step: Literal[1, 2, 3]
    kind: Literal["work", "setting", "coverage", "seats", "first", "length", "terms", "place"]
    ask: Annotated[str, StringConstraints(min_length=1, max_length=150, pattern=r"^[^\n]+$")]
    why: Line = Field(description="Why it is asked.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=9)

    @property
    def weighs(self) -> bool:
        """Whether its options carry points."""
        return self.kind in {"work", "setting", "coverage"}


class Questionnaire(PackModel):
    """What is asked before advice, in order."""

    questions: tuple[Question, ...] = ()


class Utterances(PackModel):
    """Sentences, or parts of them, in which people say one thing about a hire.

    They mean an answer (`question` and `option`), or are `beside` it: a role's id for work of
    that role which is not this hire's (denied, past, others', somebody's idea), `elsewhere` for
    such work of no covered role, `vague`, `person` (a trait) or `nothing`.
    """

    question: Slug | None = None
    option: Slug | None = None
    beside: Slug | None = None
    said_as: tuple[Utterance, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        answers = self.question is not None, self.option is not None
        if answers not in {(True, True), (False, False)} or any(answers) == bool(self.beside):
            raise ValueError(
                "utterances need a question and an option, or else what they are beside"
            )
        return self

    @property
    def label(self) -> str:
        """What they say, as one name: `seats=one`, `beside=vague`."""
        return f"beside={self.beside}" if self.beside else f"{self.question}={self.option}"


class Words(PackModel):
    """Words that tell whoever reads a brief what it speaks of.

    Those of a group are alike: any shop system, any pipeline. Others name what people of a role
    work with, by the role's id, or what people of no covered role do (`elsewhere`).
    """

    groups: dict[Slug, tuple[Line, ...]] = {}
    speaks_for: dict[Slug, tuple[Line, ...]] = Field(
        {}, description="Words of a role's tools, by its id; `elsewhere` for those of no role."
    )


class Synonyms(PackModel):
    """Words that mean the same to people who ask."""

    groups: tuple[tuple[Line, ...], ...] = ()


AnyEntry = Role | Dimension | Aspect | Topic | Engagement | Interview | Faq | Uncovered | Source


class Pack(PackModel):
    """One or more folders read as one body of knowledge."""

    sources: tuple[Source, ...]
    roles: tuple[Role, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    topics: tuple[Topic, ...] = ()
    engagement: tuple[Engagement, ...] = ()
    interviews: tuple[Interview, ...] = ()
    faqs: tuple[Faq, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    questionnaire: Questionnaire = Questionnaire()
    utterances: tuple[Utterances, ...] = ()
    words: Words = Words()
    weights: SkipValidation[Learned | None] = None
    synonyms: Synonyms = Synonyms()

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """All entries, roles first, each dimension followed by its aspects."""
        found: list[AnyEntry] = [*self.roles]
        for dimension in self.dimensions:
            found += [dimension, *dimension.aspects]
        found += [*self.topics, *self.engagement, *self.interviews, *self.faqs, *self.uncovered]
        return (*found, *self.sources)

    @property
    def said(self) -> Said:
        """All utterances, with what each says."""
        subjects = {one.id: subject_of(one.kind) for one in self.questionnaire.questions}
        said: Said = {}
        for item in self.utterances:
            for text in item.said_as:
                labels = said.setdefault(text, {})
                if item.beside != NOTHING:
                    labels[item.label] = subjects.get(item.question or "", subject_of(""))
        return said
