"""Pages about what was made public, and what people answered."""
