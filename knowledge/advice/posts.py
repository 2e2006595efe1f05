"""Texts for a job post: what a role does, as far as the answers say, and what it will not own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.advice.besides import theirs
from knowledge.documents import Citation
from knowledge.packs.models import Aspect
from knowledge.packs.questionnaire import Option, Question, Questionnaire, Technology
from knowledge.store import Store

MOST_DUTIES = 3
MOST_LEFT = 3
MOST_IN_TITLE = 2  # technologies; more stand on a line of their own
WORKS_WITH = "Works with"
LANGUAGE = "language"  # where the speciality is denied, and nothing says what it is instead
GAPS = ("level", "place", "pay")  # what answers don't tell: to be filled in
OFTEN = "Often part of this role (keep what fits):"
NOT_THEIRS = "This role does not own:"

Said = list[tuple[Question, Option]]  # what is answered, in page order


@dataclass(frozen=True, slots=True)
class PostLine:
    """A line of a post, and whose word it is: without citations it is RoleFit's own rule."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A text to copy: a title, the technologies that it does not name, gaps to fill in, what the
    role does by the answers, what it often does besides, and what it does not own of the work that
    they speak of.
    """

    role: str
    title: str
    works_with: tuple[str, ...]
    gaps: tuple[str, ...]
    duties: tuple[PostLine, ...]
    often: tuple[PostLine, ...]
    left: tuple[PostLine, ...]

    @property
    def lines(self) -> tuple[PostLine, ...]:
        """All but the title."""
        return self.duties + self.often + self.left

    @property
    def text(self) -> str:
        """All of it as plain text."""
        lines = [self.title]
        if self.works_with:
            lines.append(f"{WORKS_WITH}: {', '.join(self.works_with)}")
        lines.append(" · ".join(f"[{gap}]" for gap in self.gaps))
        if self.duties:
            lines += ["", "This role:", *(f"- {duty.text}" for duty in self.duties)]
        if self.often:
            lines += ["", OFTEN, *(f"- {duty.text}" for duty in self.often)]
        if self.left:
            lines += ["", NOT_THEIRS, *(f"- {one.text}" for one in self.left)]
        return "\n".join(lines)


def write_post(
    store: Store,
    asked: Questionnaire,
    role: str,
    chosen: Mapping[str, Option | None],
    *,
    is_denied: bool = False,
    technologies: Sequence[Technology] = (),
) -> Post:
    """The post for one of a questionnaire's two roles (id) that answers speak of, with what the
    work is in, of `technologies`.

    `is_denied` where the first role's work is the second's: then no source says what the second
    leaves out, and what it does besides; that it does the first's work is RoleFit's own rule.
    """
    said = [(one, option) for one in asked.questions if (option := chosen.get(one.id))]
    owners = asked.roles if is_denied else (role,)
    duties = _distinct(_duties(store, role, owners, said))[:MOST_DUTIES]
    often = () if is_denied else _distinct(_further(store, role, said))
    left = () if is_denied else _distinct(_left(store, asked, role, said))
    names = tuple(one.name for one in theirs(asked, role, technologies))
    in_title = names if len(names) <= MOST_IN_TITLE else ()
    return Post(
        role,
        _title(store, asked, role, said, in_title),
        () if in_title else names,
        (*([] if names or not is_denied else [LANGUAGE]), *GAPS),
        duties,
        often[: MOST_DUTIES - len(duties)],
        left[:MOST_LEFT],
    )


def _distinct(lines: Iterable[PostLine]) -> tuple[PostLine, ...]:
    """Each text once, with its source if any says it."""
    found: dict[str, PostLine] = {}
    for line in lines:
        if line.text not in found or not found[line.text].citations:
            found[line.text] = line
    return tuple(found.values())


def part_of_other(question: Question, option: Option, role: str, other: str) -> Option | None:
    """What a question's answer leaves to the `other` role, if it is one option: the answer itself,
    where it speaks for that alone, else what would.
    """
    if other in option.points and role not in option.points:
        return option
    theirs = [o for o in question.options if other in o.points and role not in o.points]
    return theirs[0] if len(theirs) == 1 and role in option.points else None


def _title(
    store: Store, asked: Questionnaire, role: str, said: Said, technologies: Sequence[str]
) -> str:
    """The role, with technologies in brackets, else the setting where an answer names just that."""
    name = store.roles[role].name
    if technologies:
        return f"{name} ({', '.join(technologies)})"
    named = (
        option.in_post
        for _, option in said
        if option.in_post and ([*option.points] == [role] or option.speciality == "denied")
    )
    setting = next(named, None)
    return f"{name} ({setting})" if setting else name


def _duties(store: Store, role: str, owners: tuple[str, ...], said: Said) -> Iterator[PostLine]:
    """What the answers make the role do: first where they tell of work. What a source says of
    another of the `owners` is not cited for it.
    """
    for _, option in sorted(said, key=lambda one: one[0].kind != "work"):
        mine = [owner for owner in owners if owner in option.points]
        written = [(owner, option.duties[owner]) for owner in mine if owner in option.duties]
        for owner, text in written:
            yield PostLine(text, store.cite(option.citations) if owner == role else ())
        if mine and not written:  # packs up to version 0.2 have no duties of their own
            for line in _cited(store, mine[0], {*option.citations}):
                yield line if mine[0] == role else PostLine(line.text, ())


def _further(store: Store, role: str, said: Said) -> Iterator[PostLine]:
    """What the role does besides, where the answers don't speak of it."""
    spoken_of = {c for question, _ in said for o in question.options for c in o.citations}
    return (line for aspect, line in _aspects(store, role) if not spoken_of & {*aspect.citations})


def _cited(store: Store, role: str, sections: set[str]) -> Iterator[PostLine]:
    return (line for aspect, line in _aspects(store, role) if sections & {*aspect.citations})


def _aspects(store: Store, role: str) -> Iterator[tuple[Aspect, PostLine]]:
    """What may stand in a post of a role, in the pack's order."""
    for dimension in store.dimensions.values():
        for aspect in dimension.aspects if dimension.duties else ():
            if role in aspect.roles:
                yield aspect, PostLine(aspect.roles[role].focus, store.cite(aspect.citations))


def _left(store: Store, asked: Questionnaire, role: str, said: Said) -> Iterator[PostLine]:
    """The other role's part of the work that is asked about, where an answer says that there is
    such work.
    """
    first, second = asked.roles
    other = second if role == first else first
    for question, option in said:
        part = part_of_other(question, option, role, other)
        if part and question.kind == "work" and other in option.points:
            yield PostLine(part.said, store.cite(part.citations))
