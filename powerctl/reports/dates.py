"""Days as official papers write them (GB/T 9704—2012, 7.3.5.4: Arabic numerals, no leading zeros)."""

from datetime import date


def chinese_day(day: date) -> str:
    """2026-01-05 → 2026年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
