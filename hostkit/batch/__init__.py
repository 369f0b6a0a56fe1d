"""Makes the kits of a whole table of events, one folder for each event, and records them in a manifest.

Must not know: terminals. ``kit`` composes the kits and ``files`` writes them.
"""
