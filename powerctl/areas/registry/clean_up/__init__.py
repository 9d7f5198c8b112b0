"""Editions compared, clean-up, overlaps and problems of the inventory (R-FS-02, R-XZ-03)."""
