"""The door: one file per command. Alone parses arguments, prints and exits; everything below it returns or raises."""
