"""Commands that read and write workbooks."""
