"""ReportLab, imported so that nothing outside hostkit changes what it writes.

Comes in: nothing. Goes out: the parts of ReportLab that this room uses; nothing else in hostkit imports it.
Must not know: documents.

Why: on its first import ReportLab runs ``~/.reportlab_mods`` and ``~/.reportlab_settings`` or modules of such
names, and reads ``RL_*`` from the environment (``RL_pdfMultiLine=1`` changes bytes, ``RL_useA85=foo`` ends the
import). The same kit must give the same bytes on every machine.
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
"""Modules that ReportLab looks for; where it finds an empty one it looks no further, not even into HOME."""

_VARIABLES = ("SOURCE_DATE_EPOCH", "EVAL_DEBUG")
"""Variables that ReportLab reads beside ``RL_*``: a date that we never write, and a debugging switch."""


@contextmanager
def without_variables() -> Iterator[None]:
    """Hide the variables that ReportLab reads; they are back when the block ends."""
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
    """Let ReportLab find empty modules where it looks for somebody's settings."""
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
"""What the files name as their producer."""


def settle() -> None:
    """Set the settings that bytes depend on, in case somebody in this process changed them."""
    rl_config.pdfMultiLine = 0
    rl_config.pdfComments = 0


__all__ = ["PRODUCER", "TTFontFile", "pdfdoc", "settle", "without_variables"]
