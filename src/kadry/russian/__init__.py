"""Russian: the one layer that knows the language."""
