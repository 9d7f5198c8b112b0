"""Commands of what is made public."""
