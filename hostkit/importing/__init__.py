"""Texts that a host has lying about (.txt, .md, .docx) in, a draft of a guide out, every word of it accounted for.

``import_file`` is the whole way on one screen. Knows nothing of terminals; what is written is ``write_guide``'s.
"""
