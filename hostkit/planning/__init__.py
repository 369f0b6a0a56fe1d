"""Guide, event and options in; clock, copies and the print plan out."""
