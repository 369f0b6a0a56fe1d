"""Trials: what takes minutes and is run by hand, with figures as its result."""
