"""Commands of risk points, measures and methods."""
