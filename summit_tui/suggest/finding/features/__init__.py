"""What tells whether content begins at a place, and where it ends: features for the linear model.

A module for each kind of place has the templates of its features, by which the model has its weights, and a
function that gives their values in the same order. Words in them are folded.
"""
