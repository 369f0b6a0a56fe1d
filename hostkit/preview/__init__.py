"""Draws finished pages as pictures, with the lines along which they are cut and folded."""
