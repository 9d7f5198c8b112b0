"""Risk: integrity risk points, measures and their levels."""
