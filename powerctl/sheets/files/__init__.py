"""From the bytes of a file to its sheets as text: gates, readers, cleaning."""
