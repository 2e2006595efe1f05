"""What a pack contains, as its editors write it.

Everything that can be found is an entry. A statement is `sourced` (it cites one to three
sections), a `rule` (RoleFit's own) or an `editor_note` (dated, never evidence).
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    Field,
    StringConstraints,
    model_validator,
)

from knowledge.packs.fields import Cell, Label, Line, PackModel, Prose, SectionId, Slug
from knowledge.packs.questionnaire import Lessons, Questionnaire

Basis = Literal["sourced", "rule", "editor_note"]

# How people are told whose word a statement is, where it is not a source's.
BASIS_LABELS: dict[Basis, str] = {
    "rule": "RoleFit's own rule",
    "editor_note": "Editor's note, not evidence",
}


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
    covers: tuple[Slug, ...] = Field(
        (), description="Topics that an earlier pack lists as uncovered, and that this one answers."
    )
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


class About(PackModel):
    """What a pack says of itself: help, Home, the demo and the usage hint speak of it."""

    name: Label
    examples: tuple[Line, ...] = Field(
        min_length=1,
        max_length=3,
        description="What people may type after /rolefit; three at best.",
    )
    welcome: Line = Field(description="One sentence: what can be asked here.")
    unanswered: Line | None = Field(
        None, description="For the demo: a question that the sources don't answer."
    )
    situation: Cell | None = Field(
        None, description="For the demo: what a colleague may write who looks for a role to open."
    )
    question: Cell | None = Field(
        None, description="For the demo: what a colleague may ask about the roles."
    )


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
    address: (
        Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>|]+$", max_length=500)] | None
    ) = Field(None, description="Where it can be read, if that is known.")
    licence: Line | None = Field(None, description="The attribution that its licence asks for.")
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
    duties: bool = Field(False, description="Whether its aspects may stand in a job post.")
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


class Synonyms(PackModel):
    """Words that mean the same to people who ask."""

    groups: tuple[tuple[Line, ...], ...] = ()


AnyEntry = Role | Dimension | Aspect | Topic | Engagement | Interview | Faq | Uncovered | Source


class Pack(PackModel):
    """One or more folders read as one body of knowledge; `lessons` by questionnaire."""

    about: tuple[About, ...] = ()
    sources: tuple[Source, ...]
    roles: tuple[Role, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    topics: tuple[Topic, ...] = ()
    engagement: tuple[Engagement, ...] = ()
    interviews: tuple[Interview, ...] = ()
    faqs: tuple[Faq, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    lessons: dict[Slug, Lessons] = Field({})
    synonyms: Synonyms = Synonyms()

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """All entries, roles first, each dimension followed by its aspects."""
        found: list[AnyEntry] = [*self.roles]
        for dimension in self.dimensions:
            found += [dimension, *dimension.aspects]
        found += [*self.topics, *self.engagement, *self.interviews, *self.faqs, *self.uncovered]
        return (*found, *self.sources)
