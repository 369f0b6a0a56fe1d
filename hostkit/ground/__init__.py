"""Ground that every other room stands on: units, errors, fonts, codes, strict YAML. Imports nothing above it."""
