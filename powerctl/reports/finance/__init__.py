"""Pages about money and trades."""
