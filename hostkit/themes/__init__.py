"""Themes: the figure, the accent and the second voice of a kit. Each YAML file in this folder is one theme."""
