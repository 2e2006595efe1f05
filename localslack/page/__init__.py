"""The page: what one person sees in Slack, in a browser."""
