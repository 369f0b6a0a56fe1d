"""Tests of hostkit.files."""
