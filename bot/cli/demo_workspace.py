"""Who is in the demo's workspace, what they have said before, and what the page says to try."""

from pathlib import Path

from localslack.models import Channel, Person
from localslack.page.guide import Guide, Try

RECRUITER = Person("U0RECRUITER", "Recruiter")
MANAGER = Person("U0MANAGER", "Hiring manager")
LEAD = Person("U0LEAD", "Engineering lead")
PEOPLE = (RECRUITER, MANAGER, LEAD)

HIRING = Channel("C0HIRING", "hiring")
ENGINEERING = Channel("C0ENGINEERING", "engineering")
CHANNELS = (HIRING, ENGINEERING)
JOINED = (ENGINEERING,)

SAID_BEFORE = (  # something that a shortcut, or a mention, can be tried on
    (
        HIRING,
        MANAGER,
        "Our shop needs somebody. Every week the editors ask for new page types in WordPress, "
        "and from spring on partners want to fetch our prices. Which role do we open?",
    ),
    (
        ENGINEERING,
        LEAD,
        "Before we interview anybody: who should decide about the tables that both teams write to?",
    ),
)

ICON = Path(__file__).parent / "icon.svg"
GUIDE = Guide(
    title="Which role should you open, and why?",
    about=(
        "RoleFit answers in the hiring channel. This is the real app; only Slack is a stand-in. "
        "What you ask, only you see until you share it."
    ),
    tries=(
        Try(
            "Compare two roles",
            "/rolefit php vs backend",
            "Side by side. A menu changes the topic.",
        ),
        Try("Find the role you need", "/rolefit", "Three short steps; advice after any of them."),
        Try(
            "Ask a hiring question",
            "/rolefit who owns the database schema",
            "The answer names its source.",
        ),
        Try(
            "Ask what it cannot know",
            "/rolefit what does a visa cost",
            "It says so and invents nothing.",
        ),
    ),
    after=(
        "Then press Share below an answer and look at the channel as somebody else "
        "(View as, top right)."
    ),
    more=(
        "Share an answer, then change View as: now you see what the others see.",
        "Get hiring advice from a colleague's message: open the menu at its right.",
        "Mention @RoleFit in #engineering: it answers in the thread, for everyone.",
        "Look up a hiring FAQ while you type: Shortcuts.",
    ),
    command_notes={"/rolefit": "Alone: find the role you need"},
    people="Three people are here.",
    terminal="rolefit demo --terminal",
)

TERMINAL_WELCOME = """\
[bold]RoleFit[/] on a local stand-in for Slack. Nothing leaves this machine.

Type what you would type after [bold]/rolefit[/]:
  [bold]php vs backend[/]                     two roles side by side
  [bold]who owns the database schema[/]       a question
  [bold]what does a visa cost[/]              a question that nothing answers
"""
TERMINAL_EXAMPLE = ("php vs backend", "compare two roles")
