"""Tables of events: a .csv, .tsv, .xlsx or .yaml in; checked rows out, or all that is wrong, by row and column."""
