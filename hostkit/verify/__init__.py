"""Judges finished PDF files as a print shop would: fonts, sizes, margins and codes."""
