"""Meetings held, as registers print them."""

from powerctl.reports.counted import by_value, with_parts
from powerctl.reports.meetings.frame import Period


def meetings_held(period: Period) -> str:
    """How many meetings of which body the period holds, and how many cannot be placed in it."""
    held = with_parts(len(period.sittings), "次", by_value(one.meeting.body for one in period.sittings))
    said = f"召开会议 {held}"
    if invalid := sum(one.meeting.invalid_reason is not None for one in period.sittings):
        said += f"，其中已标注为无效 {invalid} 次"
    said += "。"
    if period.undated:
        said += f"另有 {period.undated} 次会议没有登记召开日期，不计在内。"
    return said
