"""Named edits of the project, each one a fault that somebody could make, with the tests that must notice it.

An entry has its name, a file of hostkit/, the function in it, what stands there, what takes its place, and the tests.
``run.py`` applies them one by one to a copy.
"""

from __future__ import annotations

from tests.mutations.of_files import FILES, SEASONS
from tests.mutations.of_kits import LAYOUT, PLANNING, READING, SHEETS, TABLES

MUTATIONS = {
    mutation.name: mutation for mutation in (*READING, *TABLES, *PLANNING, *LAYOUT, *SHEETS, *FILES, *SEASONS)
}
"""Every edit by its name."""
