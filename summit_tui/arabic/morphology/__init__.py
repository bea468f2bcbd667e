"""camel-tools' morphology: its database kept in SQLite, what words can be, and how it is come by."""
