"""Discretion benchmarks (R-FS-03)."""
