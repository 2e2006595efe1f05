"""The kickoff sheet: what a hiring manager and a recruiter need to open a role, from its advice."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from knowledge.advice.explanation import Advice, explain_once, name_outcome
from knowledge.advice.posts import Post
from knowledge.advice.questions import Chosen, OpenQuestion, open_questions
from knowledge.advice.rules import DONT_KNOW, read_answers
from knowledge.advice.sheets import Line, Sheet, choose_fitting, named_answers, named_sections
from knowledge.english import a, day, in_sentence
from knowledge.packs.models import Uncovered
from knowledge.store import Store

MOST_REASONS = 2  # for each job
MOST_OPEN = 3
MOST_QUESTIONS = 5  # for each job
MOST_DUTIES = 3  # for each job

TITLE = "Kickoff sheet"
NO_OPENING = "No role to open yet."
NOTHING_TURNS = "Of the questions not answered, none would change the advice."
NOTHING_ELSE = "Of the other questions, none would change the advice."
NOTHING_OPEN = "All questions are answered."
DECIDES_ORDER = "That decides which to open first."
ASK_MORE = "Not from our sources: have a developer of your own add what this application needs."
ASK_THEM = "Ask somebody who does such work what the job needs."
LOOKS_LIKE = "It looks like work for"  # the name of a role that the pack does not cover
NO_ENGAGEMENT = "How to engage is still open."
TERMS = ("length", "terms", "place")  # kinds of the questions that decide how to engage
BOTH_WAYS = "The terms pull both ways."
ORDER = {
    "first": "The order is by what hurts first.",
    "coverage": "The order is by what others don't cover.",
    "work": "The order is by where the work is.",
    "open": "The order is open: what hurts first decides.",
}
NONE_AGAINST = ", none the other way"  # few answers make it slight, and no doubt
NOT_OURS = "Must-haves, pay, location and legal: add these yourself."


def write_kickoff(
    store: Store,
    advice: Advice,
    given_on: date | None = None,
    looks_like: Uncovered | None = None,
) -> Sheet:
    """The sheet for an advice on answers that were given on a day. The same answers and pack give
    the same sheet. `looks_like` is the role that work looks like which no role of the pack does.
    """
    questionnaire, answers = store.questionnaires[advice.questionnaire], advice.answers
    chosen = read_answers(questionnaire, answers)
    said = "; ".join(named_answers(questionnaire, answers))
    when = f"As answered on {day(given_on)}" if given_on else "As answered"
    is_several = len(advice.posts) > 1  # what one of two jobs does not own, the other does
    left = _left(store, advice)
    in_short = {
        when: [Line(said, basis="answers")] if said else [],
        "Opening": [_opening(store, advice)],
        "Advice": [_verdict(advice)],
        "What this hire won't own": [] if is_several else left,
        "To settle first": [*_to_settle(store, advice, chosen, looks_like)],
    }
    further = {
        "What each hire won't own": left if is_several else [],
        "Why": [*_reasons(advice)],
        "Order and engagement": [*_order(advice), *_engagement(store, advice)],
        **_of_each(
            store, advice, "Ask in interviews", lambda job: _asked(store, advice, job.role, answers)
        ),
        **_of_each(store, advice, "Duties for the post", _duties),
        "Not from RoleFit": [Line(NOT_OURS)],
    }
    sections = [
        *named_sections(in_short.items(), in_short=True),
        *named_sections(further.items()),
    ]
    return Sheet(TITLE, tuple(sections), advice.pack)


def _of_each(
    store: Store, advice: Advice, heading: str, lines_of: Callable[[Post], list[Line]]
) -> dict[str, list[Line]]:
    """Lines for each job under its heading; of two jobs, it says whose."""
    names = {post.role: in_sentence(store.roles[post.role].name) for post in advice.posts}
    return {
        f"{heading}: {names[post.role]}" if advice.posts[1:] else heading: lines_of(post)
        for post in advice.posts
    }


def _opening(store: Store, advice: Advice) -> Line:
    """The titles to open, in order."""
    if advice.verdict == "neither":
        either = " nor ".join(_pair(store, advice))
        return Line(f"Neither {either}: the work needs somebody else.")
    named = (
        f"{post.title}, works with {', '.join(post.works_with)}" if post.works_with else post.title
        for post in advice.posts
    )
    return Line("; ".join(named) or NO_OPENING)


def _verdict(advice: Advice) -> Line:
    """The advice, and how firmly the answers point there."""
    answers = "1 answer points" if advice.pointing == 1 else f"{advice.pointing} answers point"
    firmly = f"{answers} there{NONE_AGAINST if advice.is_only_short else ''}"
    band = f" {advice.band.capitalize()}: {firmly}." if advice.band else ""
    return Line(f"{advice.sentence}{band}")


def _pair(store: Store, advice: Advice) -> list[str]:
    """The two roles: `a PHP developer`."""
    return [a(in_sentence(store.roles[role].name)) for role in advice.pair[:2]]


def _to_settle(
    store: Store, advice: Advice, chosen: Chosen, looks_like: Uncovered | None
) -> Iterator[Line]:
    """What is open: first what the work is, if nobody said so; then what would change the advice.
    Where the work is elsewhere, whom to ask.
    """
    if advice.verdict == "neither":
        role = f"{LOOKS_LIKE}: {looks_like.label or looks_like.title}. " if looks_like else ""
        yield Line(role + ((looks_like and looks_like.instead) or ASK_THEM))
        either = " or ".join(_pair(store, advice))
        yield Line(f"If there is work for {either} too, ask about that work alone.")
        return
    questionnaire = store.questionnaires[advice.questionnaire]
    opened = open_questions(questionnaire, store.signals(questionnaire.id), chosen)
    main = next((one for one in questionnaire.questions if one.kind == "work"), None)
    is_open = main is not None and chosen.get(main.id) is None
    lines = []
    if main and is_open:
        turning = next((one.turning for one in opened if one.question is main), ())
        lines.append(_open_line(store, OpenQuestion(main, turning), main.why))
    others = [one for one in opened if one.question is not main]
    lines += [_open_line(store, one) for one in others[: MOST_OPEN - is_open]]
    yield from map(Line, explain_once(lines))
    if not others:
        is_all = all(chosen.get(one.id) for one in questionnaire.questions)
        turns = NOTHING_ELSE if lines else NOTHING_TURNS
        yield Line(NOTHING_OPEN if is_all else turns)


def _open_line(store: Store, opened: OpenQuestion, otherwise: str = DECIDES_ORDER) -> str:
    """An open question, with an answer that would change the advice, and to what; `otherwise` what
    it decides.
    """
    asked = opened.question.ask
    if not opened.turning:
        return f"{asked} {otherwise}"
    denied = [one for one in opened.turning if one[0].speciality == "denied"]
    option, decision = [*denied, *opened.turning][0]
    return f"{asked} With {option.said}: {name_outcome(store, decision)}."


def _left(store: Store, advice: Advice) -> list[Line]:
    """The other role's work that the answers speak of, each with its source; of one job, that there
    is none, where all that is asked of the work is answered.
    """
    several = advice.posts[1:]
    lines = []
    for post in advice.posts:
        begin = f"{store.roles[post.role].name}: " if several else ""
        lines += [Line(f"{begin}{one.text}", one.citations) for one in post.left]
    told = {line.text for line in lines}
    lines += [Line(part) for part in advice.unowned if part not in told]
    asked = store.questionnaires[advice.questionnaire].questions
    unsaid = [
        q for q in asked if q.kind == "work" and advice.answers.get(q.id, DONT_KNOW) == DONT_KNOW
    ]
    if advice.decision.role and not (lines or unsaid or advice.is_denied):
        other = in_sentence(store.roles[advice.pair.other(advice.decision.role)].name)
        return [Line(f"The answers speak of no work that would be {a(other)}'s.")]
    return lines


def _reasons(advice: Advice) -> Iterator[Line]:
    """What speaks for each job, then the strongest reason against the one."""
    for role in advice.sequence or advice.pair[:2]:
        mine = [reason for reason in advice.reasons if reason.speaks_for == role]
        for reason in mine[:MOST_REASONS]:
            yield Line(f"{reason.said} → {in_sentence(reason.text)}", reason.citations)
    if advice.decision.role:
        against = [one for one in advice.reasons if one.speaks_for != advice.decision.role]
        for reason in against[:1]:
            text = f"Against: {reason.said} → {in_sentence(reason.text)}"
            yield Line(text, reason.citations)


def _order(advice: Advice) -> Iterator[Line]:
    if advice.order_basis:
        yield Line(ORDER[advice.order_basis])


def _engagement(store: Store, advice: Advice) -> list[Line]:
    """The engagement model with what says so; where terms pull both ways, both sides. None where
    the work is elsewhere: the sources speak of these roles alone.
    """
    if advice.verdict == "neither":
        return []
    reasons = advice.engagement_reasons
    if advice.engagement in store.engagement:
        model = store.engagement[advice.engagement]
        mine = [c for one in reasons if one.speaks_for == model.id for c in one.citations]
        cited = tuple(mine) or store.cite(model.citations)
        basis = "rule" if model.basis == "sourced" else model.basis
        return [Line(f"{model.label}: {in_sentence(model.text)}", cited, basis)]
    if len(reasons) > 1:
        return [Line(BOTH_WAYS), *(Line(one.text, one.citations) for one in reasons)]
    questions = store.questionnaires[advice.questionnaire].questions
    given = advice.answers
    terms = [
        q.ask for q in questions if q.kind in TERMS and given.get(q.id, DONT_KNOW) == DONT_KNOW
    ]
    return [Line(" ".join([NO_ENGAGEMENT, *terms]))] if advice.sequence else []


def _asked(store: Store, advice: Advice, role: str, answers: Mapping[str, str]) -> list[Line]:
    if role not in store.interviews:
        name = a(in_sentence(store.roles[role].name))
        return [Line(f"There are no questions for {name}.")]
    asked = choose_fitting(store, store.interviews[role], answers)[:MOST_QUESTIONS]
    lines = [Line(one.text, one.citations) for one in asked]
    return [*lines[: MOST_QUESTIONS - 1], Line(ASK_MORE)] if advice.is_denied else lines


def _duties(post: Post) -> list[Line]:
    """What the answers say of the work, then what often is part of it."""
    often = [Line(f"Often: {in_sentence(one.text)}", one.citations) for one in post.often]
    duties = [Line(one.text, one.citations) for one in post.duties]
    return [*duties, *often][:MOST_DUTIES]
