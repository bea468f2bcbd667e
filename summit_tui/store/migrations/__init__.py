"""Steps from each released version of a project's file to the next, one module a step."""
