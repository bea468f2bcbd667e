"""Which words report speech, and which of them a content belongs to."""
