"""Reads the pictures that a kit may hold: the logo of who invites."""
