"""From the text of a cell to what it says: terms, days, sums, lists."""
