"""Commands of rules, limits, checks and findings."""
