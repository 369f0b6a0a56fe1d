"""Events and print options: their fields, their readers, the settings, and the order of precedence."""
