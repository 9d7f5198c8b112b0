"""Registry: the power inventory in editions."""
