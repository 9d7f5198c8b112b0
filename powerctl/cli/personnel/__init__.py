"""Commands of appointments and matters of staff."""
