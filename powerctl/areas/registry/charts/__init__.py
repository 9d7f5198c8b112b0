"""Flow charts as data (R-HY-02)."""
