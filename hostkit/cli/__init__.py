"""The command line, one module for each command. No other package parses arguments, prints or ends the process."""
