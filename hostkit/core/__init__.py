"""Errors, units, values and strict YAML, on which every other package depends."""
