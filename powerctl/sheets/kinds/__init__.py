"""The sheet kinds that powerctl reads, one file each."""
