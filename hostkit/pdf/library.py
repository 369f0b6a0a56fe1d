"""Imports ReportLab so that settings outside hostkit do not change its output. No other module imports ReportLab.

On import, ReportLab runs ``~/.reportlab_mods`` and ``~/.reportlab_settings`` or modules of such names, and reads
environment variables ``RL_*`` (``RL_pdfMultiLine=1`` changes bytes, ``RL_useA85=foo`` makes the import fail). A kit
must have the same bytes on every machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from hostkit.core.postpone import postpone

_MODIFIERS = (
    "reportlab_settings",
    "reportlab_mods",
    "reportlab.local_rl_settings",
    "reportlab.local_rl_mods",
)
"""Modules that ReportLab imports. If they exist and are empty, it does not read the files in the home folder."""

_VARIABLES = ("SOURCE_DATE_EPOCH", "EVAL_DEBUG")
"""Variables that ReportLab reads besides ``RL_*``: a date, which hostkit never writes, and a debug switch."""


@contextmanager
def without_variables() -> Iterator[None]:
    """Remove the environment variables that ReportLab reads while the with block runs."""
    hidden = {
        name: os.environ.pop(name)
        for name in tuple(os.environ)
        if name.startswith("RL_") or name in _VARIABLES
    }
    try:
        yield
    finally:
        os.environ.update(hidden)


@contextmanager
def _without_modifiers() -> Iterator[None]:
    """Replace ReportLab's settings modules by empty ones while the with block runs."""
    before = {name: sys.modules.get(name) for name in _MODIFIERS}
    sys.modules.update({name: ModuleType(name) for name in _MODIFIERS})
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


postpone("PIL.Image")
with without_variables(), _without_modifiers():
    import reportlab
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfbase.ttfonts import TTFontFile

PRODUCER = f"ReportLab {reportlab.Version}"
"""The Producer of all files."""


def settle() -> None:
    """Reset the ReportLab settings that affect the output, which other code in the process may have changed."""
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0


__all__ = ["PRODUCER", "TTFontFile", "pdfdoc", "settle", "without_variables"]
