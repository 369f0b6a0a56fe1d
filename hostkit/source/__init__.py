"""What people write: guides, events, settings, languages, stocks. Reads files into frozen values, or says all that is wrong."""
