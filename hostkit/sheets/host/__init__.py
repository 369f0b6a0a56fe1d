"""The parts of the host sheet, each measured before it is placed."""
