"""Floor 4: what the clerk does, a folder per area."""
