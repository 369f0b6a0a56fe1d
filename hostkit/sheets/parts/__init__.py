"""Composes the parts that several sheets share."""
