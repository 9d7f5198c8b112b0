"""Published accounts: tables of lines by columns."""
