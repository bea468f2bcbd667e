"""The words and signs of a paragraph, and what each shows by itself."""
