"""Tier C: named entities, found in a process of its own, tell who speaks."""
