"""Finds by itself what somebody said in an article: where the content is, its cue, and who speaks."""
