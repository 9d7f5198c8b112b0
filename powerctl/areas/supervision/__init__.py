"""Supervision, as far as money and posts need it: checks, audits, personal reports."""
