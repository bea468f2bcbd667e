"""Projects on the disk."""
