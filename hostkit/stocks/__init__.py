"""Stocks, their imposition and their marks."""
