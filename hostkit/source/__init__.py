"""What people write: guides, events, settings, languages, stocks. Files in, frozen values or all problems out."""
