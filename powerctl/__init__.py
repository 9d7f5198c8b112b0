"""powerctl: the laptop of a county's power supervision."""

# A constant: reading it through importlib.metadata costs more than the whole start.
__version__ = "0.1.0"
