"""Floor 7: the commands; the only place that prints, asks and reads the clock."""
