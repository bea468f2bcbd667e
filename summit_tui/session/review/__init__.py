"""Suggestions in the open article: finding, showing, deciding, and what decisions teach."""
