"""Block Kit: what blocks, elements and views may hold, and what elements hold now."""
