"""Pages about the power inventory."""
