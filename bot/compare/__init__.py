"""Two roles side by side, one dimension at a time."""
