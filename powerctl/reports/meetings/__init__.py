"""Papers of a meeting, and tables over many."""
