"""The doctor's page: lines whose right look is told in words, and the looks to choose from."""
