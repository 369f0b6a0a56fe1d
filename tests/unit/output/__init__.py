"""Tests of hostkit.output."""
