"""Makes a guide of a host's notes (.txt, .md, .docx), and accounts for every word of them.

``import_file`` has the whole pipeline: paragraphs, sections, a draft of the guide, and its YAML.
"""
