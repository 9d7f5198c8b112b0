"""From sheets as text to records: headings, rows, what stands around them."""
