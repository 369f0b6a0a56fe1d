"""PDF files: a display list in, bytes out. ReportLab is imported only here.

Must not know: guides, events, sheets. ``from hostkit.pdf import draw_document`` costs about 40 ms the first
time: import it where it is used.
"""

from hostkit.pdf.template import draw_document

__all__ = ["draw_document"]
