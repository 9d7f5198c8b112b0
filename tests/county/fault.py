"""What a planted fault is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One kind of fault in one unit."""

    rule: str
    unit: str
    items: tuple[str, ...]
    story: str
