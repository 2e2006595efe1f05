"""An entry as an answer; suggestions; and a plain "I don't know"."""

from bot.faq.texts import NO_SOURCE, NOTED, SUGGESTED
from bot.slack.blocks import (
    Block,
    actions,
    bullets,
    button,
    context,
    escape,
    feedback_buttons,
    header,
    section,
)
from bot.slack.citations import describe, editor_note, label
from knowledge.documents import Document
from knowledge.english import listed
from knowledge.packs.models import Engagement
from knowledge.store import Store

HELPFUL = "faq.helpful"  # value: an entry's key
NOT_HELPFUL = "faq.not_helpful"
JUDGE = "faq.judge"  # value: one of VERDICTS, a space, and an entry's key

VERDICTS = {"helpful": True, "not_helpful": False}


def build_answer(document: Document) -> list[Block]:
    """One entry with its source; an editor's notes below it are dated and called so."""
    blocks = [header(document.title), section(escape(document.text))]
    blocks += [editor_note(note) for note in document.notes]
    return [*blocks, context(label(document.citations, document.basis))]


def build_engagement(store: Store, model: Engagement) -> list[Block]:
    """An engagement model with both sides; where the sources are silent, that is said once."""
    blocks = [header(model.title), section(escape(model.text))]
    sides = (("For", model.gains), ("When", model.when), ("When not", model.when_not))
    for title, statements in sides:
        if statements:
            said = bullets(statement.text for statement in statements)
            blocks.append(section(f"*{title}*\n{said}"))
    silent = [] if model.when else ["when it fits"]
    silent += [] if model.when_not else ["when it doesn't"]
    unsaid = [f"Our sources don't say {' or '.join(silent)}."] if silent else []
    if unsaid or model.unsaid:
        blocks.append(section(f"_{escape(' '.join([*unsaid, *model.unsaid]))}_"))
    blocks += [editor_note(note) for note in model.notes]
    cited = {c: None for statement in model.statements for c in statement.citations}
    return [*blocks, context(label(store.cite([*model.citations, *cited]), model.basis))]


def build_engagement_models(store: Store) -> list[Block]:
    """All engagement models, a line each; buttons that open them follow."""
    models = store.engagement.values()
    lines = [f"*{escape(model.label)}*: {escape(model.text)}" for model in models]
    return [header("Ways to get the work done"), section("\n".join(lines))]


def build_silence(store: Store) -> list[Block]:
    """Of which engagement models the sources name no drawbacks, and whose word the lines are."""
    models = store.engagement.values()
    unopposed = [model.label for model in models if not model.when_not]
    named = f"Our sources name no drawbacks of these: {escape(listed(unopposed))}."
    said = f"_{named} That doesn't mean there are none._"
    cited = {section: None for model in models for section in model.citations}
    whose = context(label(store.cite(cited), *(model.basis for model in models)))
    return [*([section(said)] if unopposed else []), whose]


def build_sources(store: Store) -> list[Block]:
    """How many articles there are, and how many of them tell the roles apart."""
    sources = store.sources.values()
    unknown = sum(source.publisher is None for source in sources)
    separating = sum(source.separates_roles for source in sources)
    articles = "1 article" if len(sources) == 1 else f"{len(sources)} articles"
    said = [f"{articles}.", *_weight(separating, len(sources)), *_unsigned(unknown)]
    return [header("Where the answers come from"), section(" ".join(said))]


def _weight(count: int, articles: int) -> list[str]:
    """How many articles compare roles, and that no other counts toward a choice."""
    if not 0 < count < articles:
        return []
    counts = "that one counts" if count == 1 else "those count"
    compares = "compares" if count == 1 else "compare"
    return [f"Only {count} {compares} roles, so only {counts} toward the choice."]


def _unsigned(count: int) -> list[str]:
    """Of how many articles nobody knows the publisher."""
    return [f"For {count} the publisher is unknown."] if count else []


def build_articles(store: Store) -> list[Block]:
    """The articles: publishers, interests, dates, what each can and cannot tell."""
    blocks = []
    sources = store.sources.values()
    for source in sources:
        title = escape(source.title)
        linked = f"<{source.address}|{title}>" if source.address else title
        about = escape(f"{describe(source)} {source.text}")
        blocks.append(section(f"*{linked}*\n{about}"))
    licences = dict.fromkeys(source.licence for source in sources if source.licence)
    return [*blocks, *(context(escape(licence)) for licence in licences)]


def build_feedback(entry: str) -> Block:
    """The two buttons with which a person judges an entry (key)."""
    return actions([button("Helpful", HELPFUL, entry), button("Not helpful", NOT_HELPFUL, entry)])


def build_public_feedback(entry: str) -> Block:
    """The same below an answer that everyone sees: each presser judges for themselves."""
    helpful, not_helpful = VERDICTS
    return feedback_buttons(
        JUDGE, ("Helpful", f"{helpful} {entry}"), ("Not helpful", f"{not_helpful} {entry}")
    )


def build_near_matches() -> Block:
    """The line above the buttons that open near matches of an answer."""
    return context("Close to your question:")


def build_suggestions(count: int) -> list[Block]:
    """Says that there is no direct answer; buttons for `count` entries follow."""
    return [header("I have no direct answer"), section(_closest(count))]


def build_follow_up(count: int) -> list[Block]:
    """Says that earlier messages are not seen; buttons for `count` entries follow."""
    asks = "I don't see earlier messages. Please ask the whole question again."
    return [
        header("I have no direct answer"),
        section(f"{asks} {_closest(count)}" if count else asks),
    ]


def _closest(count: int) -> str:
    return "This is closest:" if count == 1 else f"These {count} are closest:"


def build_no_answer(store: Store, uncovered: str | None = None) -> list[Block]:
    """Says plainly that the store does not know, and what it covers.

    `uncovered` is the key of what the sources are known to be silent about.
    """
    topic = store.uncovered[uncovered] if uncovered else None
    said = escape(topic.text) if topic else NO_SOURCE
    if topic and not topic.is_gap:
        blocks = [header("Ask me about roles"), section(said)]
    else:
        blocks = [header("I don't know"), section(said)]
    if topic and topic.instead:
        blocks.append(section(f"*What to do instead:* {escape(topic.instead)} ({SUGGESTED})"))
    if not topic or topic.is_gap:
        blocks.append(context(NOTED))
    return [*blocks, context(f"I can tell you about: {escape(covered(store))}.")]


def covered(store: Store) -> str:
    """What the store covers, in words: its roles, and the topics of comparison."""
    roles = listed([role.name for role in store.roles.values()])
    topics = listed([dimension.label.lower() for dimension in store.dimensions.values()])
    return f"{roles}; {topics}" if topics else roles
