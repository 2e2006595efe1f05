"""What is asked before advice on a pair of roles, and what briefs about them are read by."""

from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SkipValidation, StringConstraints, model_validator

from knowledge.briefs.labels import NOTHING, Learned, Said, subject_of
from knowledge.packs.fields import Cell, Label, Line, PackModel, SectionId, Slug, Utterance

# What an utterance may be beside, besides a role.
BESIDE = "elsewhere", "vague", "person", "nothing"


class Option(PackModel):
    """One answer to a question: what it weighs for which role, and why."""

    id: Slug = Field(description="Its name within the question: lower-case words and hyphens.")
    text: Annotated[str, StringConstraints(min_length=1, max_length=75, pattern=r"^[^\n]+$")] = (
        Field(description="What the form shows, 75 characters.")
    )
    says: Line | None = Field(
        None, description="The same as part of a sentence: a noun with what belongs to it."
    )
    points: dict[Slug, Annotated[int, Field(ge=1, le=3)]] = Field(
        {}, description="What it weighs for which role: 1 to 3, by the role's id."
    )
    because: dict[Slug, Cell] = Field(
        {}, description="For each role with points, what a source says."
    )
    citations: tuple[SectionId, ...] = Field(
        (), max_length=3, description="The sections that say so: one to three, the closest ones."
    )
    duties: dict[Slug, Cell] = Field(
        {},
        description="For roles with points, the work as a line of a job post: “Writes it” and a "
        "full stop.",
    )
    in_post: Label | None = Field(
        None,
        description="What a post's title adds in brackets: “CMS”; if its option denies the "
        "speciality, what to write there.",
    )
    elsewhere: bool = Field(
        False, description="true where the work belongs to a role that the pack does not cover."
    )
    speciality: Literal["stated", "denied"] | None = Field(
        None,
        description="Where it says, or denies, what makes the first role a kind of the second.",
    )
    seats: Literal["one", "several"] | None = Field(
        None, description="How many people can be hired, where the question asks that."
    )
    rules_out: tuple[Slug, ...] = Field(
        (),
        description="Ids of questions that it leaves nothing to ask of: they are not asked next.",
    )
    first: Slug | None = Field(
        None, description="The id of the role whose work hurts first, where that is asked."
    )
    engagement: Slug | None = Field(
        None, description="The id of the engagement model that it asks for."
    )
    conflicting: bool = Field(
        False, description="true where it asks for things that exclude each other."
    )
    unites: tuple[tuple[Slug, ...], ...] = Field(
        (), description="Two lists of options; who says one of each says this one."
    )

    @model_validator(mode="before")
    @classmethod
    def _as_before(cls, data: Any) -> Any:
        """`language: other` denied the speciality, and its name stated it, up to version 0.2."""
        if not isinstance(data, dict) or "language" not in data:
            return data
        said = data["language"]
        rest = {name: value for name, value in data.items() if name != "language"}
        return rest | {"speciality": said and ("denied" if said == "other" else "stated")}

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.points.keys() != self.because.keys():
            raise ValueError("each role with points needs a reason in `because`, and no other")
        if self.duties.keys() - self.points.keys():
            raise ValueError("`duties` are for roles with points, and for no other")
        if self.points and not self.citations:
            raise ValueError("an option with points cites one to three sections")
        return self

    @property
    def said(self) -> str:
        """What it says, as part of a sentence."""
        return self.says or self.text


class Technology(PackModel):
    """What an application may be built with, as a post spells it: a brief that names it as what the
    work is in puts it into the title.
    """

    id: Slug = Field(description="Its name in buttons: lower-case words joined by hyphens.")
    name: Label = Field(description="How a post spells it: “WordPress”.")
    also: tuple[Line, ...] = Field((), description="Other ways that people write it.")
    as_written: bool = Field(
        False, description="true where the name is a word as well (“Go”): then its case counts."
    )
    of: tuple[Slug, ...] = Field(
        min_length=1, description="The ids of the options that leave room for it."
    )


class Question(PackModel):
    """One question of the questionnaire; every one is optional, or may be "Don't know".

    `work` questions ask what the hire will do, `setting` and `coverage` ones where. The others
    weigh nothing: they decide by rules of their own.
    """

    id: Slug = Field(
        description="Its name in utterances and answers: lower-case words joined by hyphens."
    )
    step: int = Field(ge=1, le=9, description="The step of the form that it stands in, from 1.")
    kind: Literal["work", "setting", "coverage", "seats", "first", "length", "terms", "place"] = (
        Field(description="What it asks about; all but `work` and `setting` may stand there once.")
    )
    ask: Line = Field(description="The question itself.")
    why: Line = Field(description="Why it is asked; the form shows it below.")
    options: tuple[Option, ...] = Field(
        min_length=2, max_length=9, description="The answers: two to nine."
    )
    technologies: tuple[Technology, ...] = Field(
        (), max_length=99, description="What may be named in the post, if a brief names it."
    )

    @cached_property
    def options_by_id(self) -> dict[str, Option]:
        """Its options by id."""
        return {option.id: option for option in self.options}

    @property
    def weighs(self) -> bool:
        """Whether its options carry points."""
        return self.kind in {"work", "setting", "coverage"}


class Speciality(PackModel):
    """What is special to a pair whose first role is a kind of the second: what it is a kind by may
    be stated (“a WordPress site”), denied (“in Java”), or not said at all.
    """

    unsaid: Line = Field(description="Begins the advice where nothing says it: “If it is PHP”.")
    denied: Cell = Field(
        description="The advice where it is denied, and the first role's work is the second's."
    )
    setting: Annotated[int, Field(ge=0, le=3)] = Field(
        0, description="Points for the second role where it is denied, as the setting of the work."
    )


class Questionnaire(PackModel):
    """What is asked before advice on which of two roles to open, in order."""

    id: Slug = Field(
        description="Its name, and that of its file: lower-case words joined by hyphens."
    )
    label: Label = Field(description="What its button says, 30 characters.")
    roles: tuple[Slug, Slug] = Field(
        description="Ids of the two roles; where one is a kind of the other, it is first."
    )
    steps: tuple[Label, ...] = Field(
        min_length=1, max_length=9, description="Titles of the form's steps, in order."
    )
    speciality: Speciality | None = Field(
        None, description="Only for a pair whose first role is a kind of the second."
    )
    one_seat: Cell | None = Field(
        None, description="The advice where there are two jobs, but one opening."
    )
    questions: tuple[Question, ...] = Field(
        min_length=1, description="What is asked, in order; all are optional."
    )
    shared: tuple[Slug, ...] = Field(
        (), description="Ids of questions in questions.yaml that the last step asks too."
    )

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        """What is asked, by id."""
        return {question.id: question for question in self.questions}


class Utterances(PackModel):
    """Sentences, or parts of them, in which people say one thing about a hire.

    They mean an answer (`question` and `option`), or are `beside` it: a role's id for work of
    that role which is not this hire's (denied, past, others', somebody's idea), `elsewhere` for
    such work of no covered role, `vague`, `person` (a trait) or `nothing`.
    """

    questionnaire: Slug | None = Field(
        None, description="The questionnaire's id, if several ask such a question."
    )
    question: Slug | None = Field(None, description="The id of the question that they answer.")
    option: Slug | None = Field(None, description="The id of the option that they mean.")
    beside: Slug | None = Field(
        None,
        description="What they are beside: a role's id, elsewhere, vague, person or nothing.",
    )
    said_as: tuple[Utterance, ...] = Field(
        min_length=1, description="The sentences, or parts of them, as people say them."
    )

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

    groups: dict[Slug, tuple[Line, ...]] = Field(
        {}, description="Single words that are alike in a brief, by any name of the group."
    )
    speaks_for: dict[Slug, tuple[Line, ...]] = Field(
        {}, description="Words of a role's tools, by its id; `elsewhere` for those of no role."
    )


class Lessons(PackModel):
    """What briefs about the roles of one questionnaire are read by."""

    utterances: tuple[Utterances, ...] = ()
    words: Words = Words()
    weights: SkipValidation[Learned | None] = None

    def said(self, questionnaire: Questionnaire) -> Said:
        """All utterances, with what each says."""
        subjects = {one.id: subject_of(one.kind) for one in questionnaire.questions}
        said: Said = {}
        for item in self.utterances:
            for text in item.said_as:
                labels = said.setdefault(text, {})
                if item.beside != NOTHING:
                    labels[item.label] = subjects.get(item.question or "", subject_of(""))
        return said
