"""A new text for an article whose file has changed, and the quotes carried over to it."""
