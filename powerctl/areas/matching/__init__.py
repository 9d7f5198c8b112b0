"""Matching: what was done, what was decided, what was published (R-ZJ-03, R-HY-04)."""
