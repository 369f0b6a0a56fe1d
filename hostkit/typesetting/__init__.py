"""Typesetting: shapes texts, breaks them into lines and places them on pages."""
