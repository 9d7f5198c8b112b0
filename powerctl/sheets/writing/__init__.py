"""Workbooks that we write: templates and exports."""
