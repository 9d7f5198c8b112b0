"""Floor 3: dated, cited numbers and the working-day calendar."""
