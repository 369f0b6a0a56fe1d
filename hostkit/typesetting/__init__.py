"""Text and measures in; shaped, broken and placed items out."""
