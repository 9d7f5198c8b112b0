"""Finance: approval limits, payments and their signatures, trades, accounts and reports."""
