"""Reads card stocks, imposes cards on their sheets, and draws crop and fold marks."""
