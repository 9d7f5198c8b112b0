"""Sums of money in words: whole fen in, yuan out, exact, with a minus before what was taken back."""


def plain(fen: int) -> str:
    """As a cell of 元 shows it: 123450 → 1234.50, -5 → -0.05. Other hundredths (of a percent) read alike."""
    whole, rest = divmod(abs(fen), 100)
    return f"{_sign(fen)}{whole}.{rest:02d}"


def grouped(fen: int) -> str:
    """As a column of sums shows it: 123450 → 1,234.50."""
    whole, rest = divmod(abs(fen), 100)
    return f"{_sign(fen)}{whole:,}.{rest:02d}"


def bare(fen: int) -> str:
    """As a sentence says it, 角 and 分 only where there are any: 1200000 → 12,000, 123450 → 1,234.50."""
    return grouped(fen).removesuffix(".00")


def yuan(fen: int) -> str:
    """`bare` with its unit: 12,000 元."""
    return f"{bare(fen)} 元"


def _sign(fen: int) -> str:
    return "-" if fen < 0 else ""
