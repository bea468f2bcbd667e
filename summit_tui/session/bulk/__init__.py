"""Suggestions for many articles: reading them, working in several processes, saving."""
