"""Arabic words, sentences and folding, with offsets that lead back to the text."""
