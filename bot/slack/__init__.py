"""What is Slack's: its requests, blocks, limits and deliveries."""
