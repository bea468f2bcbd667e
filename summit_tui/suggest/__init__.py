"""Proposes types, cues and speakers; never changes anything."""
