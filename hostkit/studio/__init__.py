"""Serves the studio: a page in the host's own browser on which an evening is prepared and printed.

It calls what the commands call and keeps the same files; only ``cli/`` knows it.
"""
