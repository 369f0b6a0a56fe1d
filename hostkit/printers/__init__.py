"""Measures a printer's errors on a test page, stores them, and corrects pages for them.

Must not know: guides, kits, the terminal.
"""
