"""Faults planted in institutions, benchmarks, charts and reviews."""

# institutions -------------------------------------------------------------------------------------
NO_INSTITUTION = {"U005": ("末位表态",), "U001": ("八小时以外行为规范",)}
"""Topics that a unit has nothing for. 柳溪镇 besides has no hearing in its 征求意见."""
NO_STATUS = {"U004": ("权力运行规范指数",)}
"""In force or not: nobody says."""
NOT_REVIEWED = {"U001": ("公务用车",)}
NOT_INSPECTED = {"U003": ("信访接待规定", "采购管理规定"), "U005": ("考勤请假",)}
NOT_COMPILED = {"U007": ("印章管理",)}
WITHOUT_COMPENDIUM = ("U003", "U006")
UNDATED_INSTITUTION = (("U004", "行政征收"),)
NO_WORKING_BODY = ("U004",)
UNGOVERNED = {"U005": ("收养登记",), "U007": ("农村公益事业用地审核",)}
"""Powers that no institution of the unit governs."""
MEASURE_WITHOUT_INSTITUTION = (("U004", "走过场"), ("U003", "查处不力"))
MEASURE_OF_UNKNOWN_INSTITUTION = {("U001", "应公开不公开"): "依申请公开办理规程"}

# benchmarks ---------------------------------------------------------------------------------------
WITHOUT_BENCHMARK = (
    ("U003", "对使用不合格建筑材料的处罚"),
    ("U005", "特困人员认定"),
    ("U008", "乡聘工作人员招用"),
)
UNDATED_BENCHMARK = (("U004", "对经营假农药的处罚"),)

# charts -------------------------------------------------------------------------------------------
WITHOUT_CATEGORY_CHART = {"U001": ("行政奖励",)}
UNDATED_CHART = (("U007", "行政处罚"),)
WITHOUT_NAMED_CHART = {"U005": ("重大事件处置",)}
WITHOUT_RESULT = (("U004", "大额资金使用"),)
"""Charts whose last steps belong to 执行."""
OFF_THE_CHART = {("U003", "选择性执法"): "催缴通知"}
"""Risk points at a step of no chart."""
WITHOUT_STEP = (("U005", "审核失察"),)

# reviews of risk points ---------------------------------------------------------------------------
REVIEWED_LONG_AGO = {("U003", "检查流于形式"): "2025-11-20"}
REVIEWED_SOME_DAY = (("U005", "重复发放"),)
KEY_POSTS_WITHOUT_POINT = (("U003", "副局长（建筑市场）"),)
