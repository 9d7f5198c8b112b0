"""Personnel: appointments from the first nomination to the end of the probation; other matters of persons."""
