"""Plans a kit from a guide, an event and options: its clock, its copies and its print plan."""
