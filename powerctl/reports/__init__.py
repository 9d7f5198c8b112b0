"""Floor 6: pages as data, and their writers."""
