"""What happened to a project: who changed what when, in words, exported, and shortened by wish."""
