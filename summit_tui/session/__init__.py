"""The headless editor."""
