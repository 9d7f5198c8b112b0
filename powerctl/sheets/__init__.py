"""Floor 2: workbooks in and out; the only importer of the spreadsheet libraries."""
