"""Postpones imports, so that modules are loaded at first use and not when another library imports them.

ReportLab and qrcode import Pillow for images, which hostkit never draws; loading it takes a tenth of a build.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def postpone(*names: str) -> None:
    """Register modules ("package.module") to be loaded when one of their attributes is first used.

    Modules that are already loaded or not installed are left alone.
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
