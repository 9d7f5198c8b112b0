"""Floor 2: the one SQLite file; the only place that commits."""
