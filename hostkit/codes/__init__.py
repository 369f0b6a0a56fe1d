"""Reads links and makes the QR symbols that encode them."""
