"""Name phrases: the words that name or describe a speaker, and what each word can be in them."""
