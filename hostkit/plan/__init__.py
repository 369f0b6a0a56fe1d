"""Planning: a guide and an event in; clock times, copies and sheets of paper out. Knows no page and no font."""
