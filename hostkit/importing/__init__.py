"""Converts a host's notes (.txt, .md, .docx) to a guide and accounts for every word of them.

``import_file`` contains the pipeline: paragraphs, sections, a draft of the guide, and its YAML.
"""
