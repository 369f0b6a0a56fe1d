"""Errors, units, values and strict YAML: what every other package builds on."""
