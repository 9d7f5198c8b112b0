"""A copy of a workbook in which bad cells are marked."""
