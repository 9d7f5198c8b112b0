"""Pages about who holds power."""
