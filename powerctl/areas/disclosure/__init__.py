"""Disclosure: what must be open, what was published, notices and the answers to them (R-HY-13, R-ZJ-04)."""
