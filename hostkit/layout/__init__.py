"""Layout: from shaped text to placed items. Opens no file, draws nothing, knows no PDF."""
