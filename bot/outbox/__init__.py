"""What must reach Slack although it is slow, busy or away, or this process dies."""
