"""Modules that are loaded when they are first used, not when another library imports them.

Comes in: names of modules. Goes out: entries in ``sys.modules`` that load themselves on first use. Must not
know: who postpones what. Why: ReportLab and qrcode import Pillow for pictures, which hostkit never draws;
that is a tenth of the time of a whole build. Nothing is taken from anybody: a module loads as soon as it is
touched.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def postpone(*names: str) -> None:
    """Register modules ("package.module") to be loaded on first use.

    ``from package import module`` does not load such a module; its first attribute does, or ``import
    package.module``.
    A module that is loaded already, or is not installed, is left alone: whoever imports it then meets what
    they would have met.
    """
    for name in names:
        if name not in sys.modules:
            _register(name)


def _register(name: str) -> None:
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    # ``from package import module`` asks the package for an attribute before it looks in sys.modules.
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)
