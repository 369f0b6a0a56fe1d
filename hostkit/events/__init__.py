"""Events and options: the fields, reading, settings and precedence."""
