"""Commands of powers and what belongs to them."""
