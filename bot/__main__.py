"""`python -m bot` is `rolefit`."""

from bot.cli import main

main()
