"""Advice as a card, as it may be shared: the chosen options and their sources, no more.

It has three sides: in short, in full, and with the text for the post.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Literal

from bot.advice.texts import ORDER, TITLE
from bot.advice.wording import say_changes, say_firmness, say_given, say_reasons
from bot.slack.blocks import Block, bullets, code, context, escape, header, section
from bot.slack.citations import cite, label
from knowledge.advice.explanation import Advice, Reason
from knowledge.documents import Citation
from knowledge.english import listed
from knowledge.packs.models import Basis
from knowledge.store import Store

Side = Literal["short", "more", "post"]
SIDES: tuple[Side, ...] = ("short", "more", "post")

HEADLINE = 75  # characters that a phone shows as a heading in two lines
MOST_REASONS, MOST_LEFT = 3, 2  # on the side that fits a phone


def build_advice(store: Store, advice: Advice) -> list[Block]:
    """What advice says in short: the verdict, why, and what would change it."""
    blocks = _verdict(advice)
    shown = _deciding(advice)
    lines = [*say_given(store, advice), *say_reasons(advice, shown)]
    if lines:
        blocks += [section("\n".join(f"• {escape(line)}" for line in lines)), *_source(shown)]
    if changes := say_changes(store, advice):
        blocks.append(section(f"*What would change it:* {escape(changes[0])}"))
    if advice.unowned:
        named = [*advice.unowned[:MOST_LEFT], *(["more"] if advice.unowned[MOST_LEFT:] else [])]
        blocks.append(section(f"*Left without an owner:* {escape(listed(named))}."))
    return blocks


def build_side(store: Store, advice: Advice, side: Side) -> list[Block]:
    """What stands below that on one of its sides; nothing in short."""
    match side:
        case "more":
            return _build_more(store, advice)
        case "post":
            return _build_post(advice)
        case _:
            return []


def sides_of(store: Store, advice: Advice) -> list[Side]:
    """The sides that say something: told without building them, for most are never asked for."""
    says = {"short": True, "more": _says_more(store, advice), "post": bool(advice.sequence)}
    return [side for side in SIDES if says[side]]


def build_open_question(advice: Advice) -> list[Block]:
    """The question to answer next, for a card that can't ask it."""
    question = advice.next_question
    return [section(f"*Next to settle:* {escape(question.ask)}")] if question else []


def _build_more(store: Store, advice: Advice) -> list[Block]:
    """Further reasons, what else would change it, and how to engage."""
    blocks: list[Block] = []
    shown = _deciding(advice)
    if further := [reason for reason in advice.reasons if reason not in shown]:
        said = bullets(say_reasons(advice, further))
        blocks += [section(f"*What else you said*\n{said}"), *_source(further)]
    if changes := say_changes(store, advice)[1:]:
        blocks.append(section(f"*What else would change it*\n{bullets(changes)}"))
    if advice.unowned[MOST_LEFT:]:
        left = bullets(advice.unowned)
        blocks.append(section(f"*All that is left without an owner*\n{left}"))
    return [*blocks, *_engagement(store, advice)]


def _says_more(store: Store, advice: Advice) -> bool:
    """Whether `_build_more` says anything."""
    if len(advice.reasons) > len(_deciding(advice)) or advice.unowned[MOST_LEFT:]:
        return True
    is_engaged = advice.engagement in store.engagement or len(advice.engagement_reasons) > 1
    return advice.verdict != "neither" and bool(advice.changes[1:] or is_engaged)


def _build_post(advice: Advice) -> list[Block]:
    if not advice.posts:
        return []
    lines = [line for post in advice.posts for line in post.lines]
    cited = [citation for line in lines for citation in line.citations]
    own: list[Basis] = [] if all(line.citations for line in lines) else ["rule"]
    text = section(f"*Text for the post*\n{code(advice.post)}")
    return [text, *([context(label(cited, *own))] if lines else [])]


def _verdict(advice: Advice) -> list[Block]:
    """The sentence, how firmly the answers point, and by which rule two jobs are ordered."""
    verdict, stop, rest = advice.sentence.partition(". ")
    if len(verdict) <= HEADLINE:
        blocks = [header(verdict + stop.rstrip()), *([section(escape(rest))] if rest else [])]
    else:
        blocks = [header(TITLE), section(f"*{escape(advice.sentence)}*")]
    told = []
    if firmness := say_firmness(advice):
        told.append(firmness)
    if advice.order_basis in ORDER:  # where it is open, the sentence says so
        told.append(f"Order: {ORDER[advice.order_basis]} (RoleFit's own rule).")
    return [*blocks, *([context(" ".join(told))] if told else [])]


def _deciding(advice: Advice) -> list[Reason]:
    """The reasons that decide: those for the role and the strongest against it; without one role,
    those for each in turn.
    """
    role = advice.decision.role
    if role is None:
        each = [[r for r in advice.reasons if r.speaks_for == one] for one in advice.pair[:2]]
        in_turn = chain.from_iterable(zip_longest(*each))
        return [reason for reason in in_turn if reason][:MOST_REASONS]
    for_it = [reason for reason in advice.reasons if reason.speaks_for == role]
    against = [reason for reason in advice.reasons if reason.speaks_for != role]
    if advice.is_denied:  # what denies it stands above them
        return for_it[: MOST_REASONS - 1]
    return [*for_it[: MOST_REASONS - bool(against)], *against[:1]]


def _source(reasons: Sequence[Reason]) -> list[Block]:
    cited: list[Citation] = [citation for reason in reasons for citation in reason.citations]
    return [context(cite(cited))] if cited else []


def _engagement(store: Store, advice: Advice) -> list[Block]:
    """How to engage; nothing where the work is elsewhere: sources speak of these roles alone."""
    if advice.verdict == "neither":
        return []
    if advice.engagement in store.engagement:
        model = store.engagement[advice.engagement]
        said = section(f"*How to engage: {escape(model.label)}*\n{escape(model.text)}")
        return [said, *_source(advice.engagement_reasons)]
    if len(advice.engagement_reasons) > 1:
        lines = bullets(reason.text for reason in advice.engagement_reasons)
        said = section(f"*How to engage: your terms pull both ways*\n{lines}")
        return [said, *_source(advice.engagement_reasons)]
    return []
