"""One entry as an answer, and what to say when none fits."""
