"""What tests of several layers share: guides made in code, and rulers for display lists."""
