"""Commands of payments, decisions and publications compared."""
