"""Links and the QR symbols that encode them."""
