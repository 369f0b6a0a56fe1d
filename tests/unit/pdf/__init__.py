"""Tests of hostkit.pdf."""
