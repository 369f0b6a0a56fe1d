"""ReportLab, imported so that nothing outside hostkit changes what it writes. No other module imports it.

When it is imported, ReportLab runs ``~/.reportlab_mods`` and ``~/.reportlab_settings`` or modules of such names, and
reads variables ``RL_*`` (``RL_pdfMultiLine=1`` changes bytes, ``RL_useA85=foo`` ends the import). A kit must have the
same bytes on every machine.
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
"""Modules that ReportLab imports. If it finds empty ones, it does not read the files in the home folder."""

_VARIABLES = ("SOURCE_DATE_EPOCH", "EVAL_DEBUG")
"""Variables that ReportLab reads beside ``RL_*``: a date, which hostkit never writes, and a switch for debugging."""


@contextmanager
def without_variables() -> Iterator[None]:
    """Remove the variables that ReportLab reads while a block runs."""
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
    """Give ReportLab empty modules for its settings while a block runs."""
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
    """Set the settings that bytes depend on, which other code in the process may have changed."""
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0


__all__ = ["PRODUCER", "TTFontFile", "pdfdoc", "settle", "without_variables"]
