"""Parts that several sheets share."""
