"""The terminal: what one person sees in Slack, line by line."""
