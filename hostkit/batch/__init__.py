"""A season: a table of events in, one folder an event out. Rows become jobs, jobs kits, kits lines of a manifest.

Must not know: terminals. Makes nothing itself: ``kit`` makes, ``output`` writes.
"""
