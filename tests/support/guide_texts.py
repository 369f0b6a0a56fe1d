"""The smallest guide as a text, and the type of a function that reads a guide from a text."""

from __future__ import annotations

from collections.abc import Callable

from hostkit.guides.guide import Guide

SMALLEST = """\
hostkit: 1
title: T
run_of_show:
  - segment: questions
questions:
  - ask: A?
  - ask: B?
"""

Reader = Callable[[str], Guide]
