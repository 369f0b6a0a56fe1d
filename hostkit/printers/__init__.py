"""Calibration: how far a printer prints off, measured on a test page, kept, and allowed for in what is sent to it.

Must not know: guides, kits, the terminal.
"""
