"""Commands of audits, personal reports and inspections."""
