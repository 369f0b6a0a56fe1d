"""Composes the parts of the question cards: layouts, sides of cards, and the type size of a deck."""
