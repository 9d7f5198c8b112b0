"""Institutions, checklists, compendia and leading bodies (R-FS-04, R-ZJ-01)."""
