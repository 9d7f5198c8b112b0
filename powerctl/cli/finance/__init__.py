"""Commands of payments, trades and projects."""
