"""Guides: the model, reading, templates for new ones, and finding them by topic."""
