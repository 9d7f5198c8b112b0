"""Pages about what the check found."""
