"""What people ask: text ↔ question → message. The one place that routes."""
