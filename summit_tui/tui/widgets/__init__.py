"""The widgets that draw: the article, lists of rows, bars, an input."""
