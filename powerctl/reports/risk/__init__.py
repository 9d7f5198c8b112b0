"""Pages about integrity risk."""
