"""hostkit prints discussion kits: a guide and an event in, print-ready PDF files out."""

__version__ = "0.1.0"
