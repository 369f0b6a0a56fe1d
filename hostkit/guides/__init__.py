"""Guides: the model, reading, writing, and where topics are found."""
