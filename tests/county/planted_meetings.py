"""Faults planted in a year of meetings: by meeting (unit, month) or topic (unit, month, place on the agenda)."""

# meetings -----------------------------------------------------------------------------------------
SHORT_NOTICE = {("U002", "2025-09")}
"""Told one day before."""
TWO_MORE_AWAY = {("U002", "2025-12")}
"""Three of five present."""
TOLD_LATE = {("U007", "2026-03"): "佟穗丰"}
"""One member was told the day before, the others in time."""
NO_STATEMENTS = {("U002", "2026-04")}
"""Nobody wrote down who spoke: nobody can tell who spoke last."""
UNDATED = {("U003", "2026-03")}
IN_TWENTY_MINUTES = {("U003", "2026-04")}
WITHOUT_MINUTES = {("U007", "2026-06")}
REPORTED_LATE = {("U007", "2025-12")}
ALSO_AWAY = {("U003", "2026-02"): "池鱼跃", ("U003", "2025-10"): "穆遥岑", ("U003", "2025-12"): "石守静"}
"""Who is on leave besides: in charge of a topic; sends an opinion; sends one that is counted as a vote."""
SECRET = {
    ("U002", "2025-10"): ("派生定密", "密定〔2025〕2号", "5"),
    ("U007", "2026-03"): ("原始定密", "密定〔2026〕1号", "5"),
    ("U003", "2026-01"): ("派生定密", "", "5"),
}
"""Marked 秘密: by which authority, on which record, for how many years; the second had no authority, the third
has no record."""

SETTLED_NOWHERE = ("U005", "物资采购")
"""In charge by no paper and no meeting."""

# topics -------------------------------------------------------------------------------------------
EXTEMPORE = {("U002", "2025-11", 1)}
HEAD_FIRST = {("U002", "2026-02", 1)}
TOO_FEW_FOR = {("U002", "2026-03", 1)}
"""Two of five in favour, announced as passed."""
VOTED_TOGETHER = {("U002", "2026-03", 2): "3"}
NO_VOTE = {("U002", "2026-06", 1)}
RECUSED = {
    ("U002", "2026-01", 1): ("邵清漪", "亲属在供应商任职"),
    ("U007", "2026-02", 2): ("房砌石", "受益村是本人原籍"),
}
"""Concerned, and left the room: no fault."""
CONCERNED = {("U007", "2026-04", 1): "佟穗丰"}
"""Concerned, stayed and voted."""
SILENT_MEMBER = {("U007", "2025-08", 1)}
OBSERVER_VOTES = {("U007", "2025-09", 1)}
BY_HANDS = {("U007", "2025-10", 1)}
SCREENED_LATE = {("U007", "2025-11", 1)}
SECRET_ON_AFFAIRS = {("U007", "2025-11", 2)}
ONE_SHORT = {("U007", "2026-02", 1)}
"""The counts of the tally add up to one less than was returned."""
NO_REASONS = {("U007", "2026-05", 1)}
DOUBLED = {("U007", "2025-07", 1), ("U007", "2026-01", 1)}
"""Minutes that are the same but for the day and the sum."""
AFTER_THE_VOTE = {("U003", "2025-08", 2)}
NOT_STUDIED = {("U003", "2025-09", 2)}
WRITTEN_OPINION = {("U003", "2025-10", 1)}
AGAINST_MAJORITY = {
    ("U003", "2025-11", 1): "",
    ("U003", "2026-01", 1): "降雪预警已经发布，多数意见所提比价问题由审计跟踪",
}
"""Decided as the head wishes against the majority; the reason given."""
ABSENT_VOTES = {("U003", "2025-12", 1)}
PRESENTED_BY_ANOTHER = {("U003", "2026-02", 1): "骆星辰"}
NO_OBSERVERS_NAMED = {("U003", "2026-02", 2)}
DISSENT = {
    ("U002", "2025-07", 2): "靳守拙",
    ("U002", "2025-11", 2): "沈禾青",
    ("U002", "2026-02", 2): "裴云岫",
}
"""Somebody votes against; the topic passes all the same."""
REJECTED = {("U002", "2025-08", 2)}
"""Two of five in favour, announced as what it is: no fault."""
DEFERRED = {("U003", "2025-10", 2)}
"""A question was open, so it was put off: no fault."""

# what comes before a meeting ----------------------------------------------------------------------
NOT_CONSULTED = {("U002", "2026-03", 1), ("U003", "2026-04", 3)}
STAGE_MISSING = {("U002", "2025-09", 1): "风险评估"}
"""Neither gone through nor excused."""
STAGE_BACKWARDS = {("U007", "2025-10", 2): "专家论证"}
"""Done only after the legality review."""
REVIEWED_IN_HASTE = {("U003", "2025-08", 2)}
COMMENT_TOO_SHORT = {("U003", "2025-11", 2)}
"""Fifteen days."""
NO_COMMENT = {("U003", "2026-01", 2): "上级规定已经统一征求过意见，本办法只作细化"}
"""The public was not asked, and why."""
INSTRUCTED = (
    ("U002", "2025-07", 1, "闻人恪", 6, "请按程序提交党组会研究"),
    ("U003", "2025-07", 1, "尚怀瑾", 8, "请先听取居民意见"),
    ("U007", "2025-12", 1, "柳含章", 7, "请财政所把账算细"),
    ("U007", "2026-06", 1, "柳含章", 2, "同意，就按这个数安排"),
)
"""Who wrote on a topic, how many days before the meeting; the last after everybody had been told of it."""
UNANSWERED = {("U003", "2026-05", 1), ("U003", "2025-10", 2)}
"""A question that stayed open; the second topic was put off for it."""

# what follows a meeting ---------------------------------------------------------------------------
OVERDUE = {("U002", "2025-08", 1), ("U003", "2025-07", 1)}
DONE_LATE = {("U007", "2025-11", 1)}
NO_DUE_DAY = {("U007", "2025-09", 2)}
RECORDS_DIFFER = {("U007", "2025-12"): "副镇长（财政农业）对补助标准持保留意见，会议记录没有写明"}
NO_PARALLEL_RECORD = {("U007", "2026-04")}
OUTSIDER_READS = {("U003", "2025-09"): "杭霁月"}
"""Got a copy of the minutes and stands on no list of readers."""
NOT_RECALLED = {("U007", "2026-01"): 3}
KEPT_OVERNIGHT = {("U002", "2026-05"): 2}
"""Copies of minutes on personnel."""
