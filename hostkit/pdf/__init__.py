"""PDF files: writes display lists as PDF, and joins finished files. Only this package uses ReportLab.

It knows nothing of guides, events and sheets.
"""

from hostkit.pdf.template import draw_document

__all__ = ["draw_document"]
