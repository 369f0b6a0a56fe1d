"""Reads tables of events (.csv, .tsv, .xlsx, .yaml) into checked rows, and reports all problems by row and column."""
