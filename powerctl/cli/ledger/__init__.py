"""Commands of the ledger, backups and the state of the file."""
