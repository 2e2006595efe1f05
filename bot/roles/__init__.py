"""One role: its card, and its interview kit."""
