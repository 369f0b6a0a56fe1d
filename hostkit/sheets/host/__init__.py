"""Composes the parts of the host sheet, each of which is measured before it is placed."""
