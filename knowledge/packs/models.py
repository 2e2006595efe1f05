"""What a pack contains, as its editors write it.

Everything that can be found is an entry. A statement is `sourced` (it cites one to three
sections), a `rule` (RoleFit's own) or an `editor_note` (dated, never evidence).
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from sys import intern
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    Field,
    StringConstraints,
    model_validator,
)

from knowledge.packs.fields import Cell, Label, Line, PackModel, Prose, SectionId, Slug
from knowledge.packs.questionnaire import Lessons, Questionnaire
from knowledge.text import words

Basis = Annotated[
    Literal["sourced", "rule", "editor_note"],
    Field(description="What it rests on: its sources, RoleFit's own rule, or an editor's opinion."),
]
Citations = Annotated[
    tuple[SectionId, ...],
    Field(max_length=3, description="The sections that say it: one to three, the closest ones."),
]
Keywords = Annotated[
    tuple[Line, ...],
    Field(description="Words that people may ask with and that its text lacks."),
]
Position = Annotated[
    int, Field(description="Where it stands among those of its pack; the least stands first.")
]
Unsaid = Annotated[tuple[Cell, ...], Field(description="What the sources leave unsaid.")]

# How people are told whose word a statement is, where it is not a source's.
BASIS_LABELS: dict[Basis, str] = {
    "rule": "RoleFit's own rule",
    "editor_note": "Editor's note, not evidence",
}


class Statement(PackModel):
    """One thing said within an entry, with its own citations."""

    text: Cell = Field(description="One sentence in your own words.")
    citations: Citations = Field(min_length=1)


class Note(PackModel):
    """An editor's remark beside a statement: dated, never evidence."""

    text: Prose = Field(description="What an editor adds; it is never evidence.")
    dated: date = Field(description="When that was written, as 2027-03-31.")


class Entry(PackModel):
    """What every searchable thing has; a kind adds its own fields."""

    kind: ClassVar[str]

    id: Slug = Field(
        description="Its name in other files: lower-case words joined by hyphens, never used again."
    )
    title: Line = Field(description="The plain question, or what it is about; the card's heading.")
    label: Label | None = Field(None, description="A short title for buttons, 30 characters.")
    also_asked: tuple[Line, ...] = Field(
        (), description="Other wordings that people really use, three at least."
    )
    keywords: Keywords = ()
    basis: Basis = "sourced"
    citations: Citations = ()
    notes: tuple[Note, ...] = Field((), description="Remarks of editors beside it.")
    covers: tuple[Slug, ...] = Field(
        (), description="Topics that an earlier pack lists as uncovered, and that this one answers."
    )
    owner: Line = Field(description="Who keeps it right: a team.")
    review_by: date = Field(
        description="When it has to be looked at again, as 2027-08-01; packs check warns then."
    )

    @property
    def key(self) -> str:
        """`<kind>/<id>`, unique in a store."""
        return f"{self.kind}/{self.id}"

    @cached_property
    def wordings(self) -> list[list[str]]:
        """The words of its title, and of each other wording; each word is kept once in all."""
        return [[*map(intern, words(text))] for text in (self.title, *self.also_asked)]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, and with wordings of its own: those are kept, not copied."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("wordings", None)
        return copied

    @model_validator(mode="after")
    def _cited(self) -> Self:
        if self.basis == "sourced" and not self.citations:
            raise ValueError("a sourced entry cites one to three sections")
        return self


class About(PackModel):
    """What a pack says of itself: help, Home, the demo and the usage hint speak of it."""

    name: Label = Field(description="What the pack is about, 30 characters.")
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

    text: Prose = Field(description="What it can tell and what not, in your own words.")
    basis: Basis = "rule"
    publisher: Line | None = Field(description="Who published it; null where nobody knows.")
    interest: Line | None = Field(
        description="What the publisher sells or wants; null where nobody knows."
    )
    published: date | None = Field(description="Its date, as 2027-03-31; null if unknown.")
    address: (
        Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>|]+$", max_length=500)] | None
    ) = Field(None, description="Where it can be read, if that is known.")
    licence: Line | None = Field(None, description="The attribution that its licence asks for.")
    sections: tuple[SectionId, ...] = Field(
        min_length=1,
        description="Its parts that statements cite: the source's id, #, and a name of the part.",
    )
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

    text: Prose = Field(description="The answer, one to three sentences in your own words.")


class Topic(Entry):
    """One fact of the articles that people may ask about."""

    kind: ClassVar[str] = "topic"

    text: Prose = Field(description="The fact, in your own words.")


class Engagement(Entry):
    """A way to get the work done: what speaks for it, what against it, what nobody says."""

    kind: ClassVar[str] = "engagement"

    label: Label = Field(description="Its name on buttons, 30 characters.")
    text: Prose = Field(description="What this way of working is, and whom it suits.")
    gains: tuple[Statement, ...] = Field((), description="What it brings: what speaks for it.")
    when: tuple[Statement, ...] = Field((), description="When it fits.")
    when_not: tuple[Statement, ...] = Field(
        (), description="What speaks against it, and when something else fits better."
    )
    unsaid: Unsaid = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that is said of it, for and against."""
        return (*self.gains, *self.when, *self.when_not)

    @model_validator(mode="after")
    def _recommends(self) -> Self:
        if not (self.gains or self.when):
            raise ValueError("something speaks for it: say under gains or when what it is")
        return self


class Probe(PackModel):
    """One thing to probe in an interview, and what strong answers show."""

    topic: Line = Field(description="What it is about, in a word or two.")
    probe: Cell = Field(description="What to find out about it.")
    asks: Cell | None = Field(
        None, description="A question that finds it out: one sentence, as you would say it."
    )
    strong: Cell = Field(description="What a strong answer shows.")
    citations: Citations = Field(min_length=1)
    meets: dict[Slug, tuple[Slug, ...]] = Field(
        {}, description="Answers of the form that it goes with: options by the id of the question."
    )


class Interview(Entry):
    """An interview kit for a role."""

    kind: ClassVar[str] = "interview"

    label: Label = Field(description="Its name on buttons, 30 characters.")
    role: Slug = Field(description="The id of the role that it is for; one kit a role.")
    text: Prose = Field(description="What such an interview is about as a whole.")
    probes: tuple[Probe, ...] = Field(
        min_length=1, description="What to ask, and what strong answers show."
    )
    unsaid: Unsaid = ()


class Role(Entry):
    """A role that people hire for."""

    kind: ClassVar[str] = "role"

    name: Label = Field(description="What the role is called in sentences, 30 characters.")
    position: Position = 100
    aliases: tuple[Line, ...] = Field(
        min_length=1, description="All other names that people use for it."
    )
    is_a: Slug | None = Field(None, description="The id of a wider role that it is a kind of.")
    text: Prose = Field(description="What the role does, one to three sentences.")
    chosen_if: Statement | None = Field(
        None,
        description="The end of “Choose a <role> if …”, as a hiring manager would say it: one "
        "clause of at most 25 words, with no full stop.",
    )


class Contrast(PackModel):
    """What one role brings to an aspect: what it looks after, and how it works."""

    focus: Cell = Field(description="What the role looks after here; it may stand in a job post.")
    practice: Cell = Field(description="How the role works here.")


class Aspect(Entry):
    """One row of a comparison: each role's focus and practice, and why it matters."""

    kind: ClassVar[str] = "aspect"

    roles: dict[Slug, Contrast] = Field(
        min_length=2, description="Two roles or more, by their ids, and what each does here."
    )
    why: Cell = Field(description="Why the difference matters.")


class OnCard(PackModel):
    """Where a dimension stands on the cards of roles."""

    heading: Label = Field(description="What stands above what the role looks after, on its card.")
    position: int = Field(100, description="Where it stands on the card; the least first.")


class Dimension(Entry):
    """A topic under which roles are compared, in aspects."""

    kind: ClassVar[str] = "dimension"

    label: Label = Field(description="Its name in the menu, 30 characters.")
    position: Position = 100
    duties: bool = Field(
        False, description="true where its aspects are duties that may stand in a job post."
    )
    card: OnCard | None = Field(
        None, description="Where a role's card tells what it looks after here, if it does."
    )
    tells_when: bool = Field(
        False,
        description="Whether it says when to hire which: a role's card then names the others too.",
    )
    text: Prose = Field(description="The difference between the roles in a sentence or two.")
    aspects: tuple[Aspect, ...] = Field(min_length=1, description="The rows of the comparison.")


class Uncovered(Entry):
    """Something that people ask and that no source answers: it keeps near misses from being
    answered. Its title is written as part of "My sources say nothing about …".
    """

    kind: ClassVar[str] = "uncovered"

    title: Line = Field(description="What it is: the end of “My sources say nothing about …”.")
    basis: Basis = "rule"
    says: Cell | None = Field(
        None, description="What to say instead of “My sources say nothing about …”."
    )
    instead: Cell | None = Field(
        None, description="Whom to ask, or what to do instead: one short sentence of your own."
    )
    is_role: bool = Field(
        False,
        description="true where the title names people of a role: advice may say that work looks "
        "like theirs.",
    )
    is_gap: bool = Field(
        True, description="false where those who keep the pack needn't know that it is asked."
    )

    @property
    def text(self) -> str:
        """What whoever asks is told."""
        return self.says or f"My sources say nothing about {self.title}, so I won't guess."


class Synonyms(PackModel):
    """Words that mean the same to people who ask."""

    groups: tuple[tuple[Line, ...], ...] = Field(
        (), description="Single words in groups: those of a group are found by each other."
    )


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
