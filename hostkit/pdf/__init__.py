"""Writes display lists as PDF files, and joins finished files. Only this package uses ReportLab.

It does not depend on guides, events or sheets.
"""

from hostkit.pdf.template import draw_document

__all__ = ["draw_document"]
