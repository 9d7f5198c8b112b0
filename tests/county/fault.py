"""What a planted fault is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One kind of fault in one unit."""

    rule: str
    unit: str
    """Its code; "" for the county as a whole."""
    items: tuple[str, ...]
    story: str
