"""Risk points as the units hand them in: with the step of the flow chart at which they stand and the
institution that carries each measure; and the second round, which looked at what the first left out."""

import re
from functools import cache

from tests.county.chart_rows import NAMED, risk_step
from tests.county.institution_rows import KEEPING, carrier
from tests.county.people import SEATS, SECTION, holder, is_key
from tests.county.planted_powers import UNSEARCHED
from tests.county.planted_risks import DOMAIN_NOT_SEARCHED, SOURCE_NOT_SEARCHED
from tests.county.planted_upkeep import (
    KEY_POSTS_WITHOUT_POINT,
    MEASURE_OF_UNKNOWN_INSTITUTION,
    MEASURE_WITHOUT_INSTITUTION,
    OFF_THE_CHART,
    WITHOUT_STEP,
)
from tests.county.power_rows import Power, powers_of
from tests.county.risk_rows import CRITERIA, FACTORS, METHODS, Point, businesses_with_points, points_of

SECOND_ROUND = "2026年第二轮"
_DOMAIN = {"人权": "人", "事权": "事", "财权": "财", "物权": "物"}
_LAST = re.compile(r"[；。]?\n|。$")

# by category: name, how it shows; four to choose from
_RISKS = {
    "行政处罚": (
        ("裁量不一", "同类案件处罚幅度不同而不说明理由"),
        ("久拖不决", "立案以后超过期限不作决定"),
        ("说情干预", "接受请托减轻处罚"),
        ("罚而不改", "只收罚款不督促改正"),
    ),
    "行政许可": (
        ("故意刁难", "重复要求补正材料"),
        ("超期办理", "超过承诺时限不说明原因"),
        ("放宽条件", "对关系户降低条件"),
        ("搭车收费", "要求接受指定的中介服务"),
    ),
    "行政检查": (
        ("照抄记录", "检查记录照抄上一次"),
        ("指定对象", "不按随机结果检查"),
        ("结果不公开", "检查结果不按期公开"),
        ("以查代管", "发现问题不督促整改"),
    ),
    "行政强制": (
        ("漏登财物", "清点时漏登、少登财物"),
        ("超期不解除", "超过期限不解除措施"),
        ("保管不善", "扣押财物损毁、遗失"),
        ("先实施后报批", "没有批准即采取措施"),
    ),
    "行政确认": (
        ("核对不严", "只看材料不核实情况"),
        ("照顾亲友", "对亲友的申请不回避"),
        ("公示不到位", "应公示的名单不公示"),
        ("收取好处", "收取当事人财物"),
    ),
    "行政给付": (
        ("停发不及时", "对象情况变化以后仍在发放"),
        ("审核走样", "不入户调查即予通过"),
        ("克扣拖欠", "不按月足额发放"),
        ("照顾亲友", "对亲友放宽条件"),
    ),
    "行政征收": (("人情减免", "没有依据少征、缓征"),) * 4,
    "行政奖励": (("照顾平衡", "按单位轮流推荐"), ("评审不公", "评分不公开")) * 2,
    "行政裁决": (("偏听偏信", "只采信一方的证据"),) * 4,
    "其他": (
        ("把关不严", "依据不足即予通过"),
        ("先亲后疏", "对熟人先办快办"),
        ("公开不及时", "办理结果不按期公开"),
        ("擅自变通", "应集体研究的个人决定"),
    ),
}
_NAMED_RISKS = {
    "权力公开透明运行": ("清单外用权", "没有列入清单的事项仍在办理"),
    "重大事项决策": ("先定后议", "讨论以前已经定调"),
    "干部任免": ("带病提名", "提名以前没有听取纪检意见"),
    "重大事件处置": ("迟报瞒报", "超过时限或者缩小情况报告"),
    "大额资金使用": ("拆分支出", "化整为零规避集体研究"),
}
_LEVELS = ("低", "低", "中")
_NAMED_LEVELS = {"重大事项决策": "高", "干部任免": "高"}
_APPLY = {"低": "否否是否否", "中": "否是是否否", "高": "是是是否否"}
_SCORES = {"低": ("2", "2", "1"), "中": ("3", "3", "3"), "高": ("5", "4", "4")}


@cache
def first_round(unit: str) -> tuple[Point, ...]:
    """The unit's points of the first round."""
    if unit not in KEEPING:
        return points_of(unit)
    return tuple(point | _tied(unit, point) for point in points_of(unit))


def _tied(unit: str, point: Point) -> Point:
    name, business = point["name"], point["business"]
    step = "" if (unit, name) in WITHOUT_STEP else risk_step(unit, business)
    step = OFF_THE_CHART.get((unit, name), step)
    return {"step": step, "measure": carried(unit, name, business, point["domain"], point["measure"])}


def carried(unit: str, name: str, business: str, domain: str, measure: str) -> str:
    """The measures, each with the institution that carries it in brackets."""
    if not measure or (unit, name) in MEASURE_WITHOUT_INSTITUTION:
        return measure
    category = next((power["category"] for power in powers_of(unit) if business == _whole(power)), "")
    named = MEASURE_OF_UNKNOWN_INSTITUTION.get((unit, name)) or carrier(unit, _DOMAIN[domain], category)
    return _LAST.sub(lambda end: f"（《{named}》）{end[0]}", measure)


def shown(power: Power) -> str:
    """The power as other tables name it."""
    return f"{power['name']}（{power['sub_item']}）" if power["sub_item"] else power["name"]


def _whole(power: Power) -> str:
    return power["name"] + power["sub_item"]


@cache
def second_round(unit: str) -> tuple[Point, ...]:
    """A point for every power and every named chart of the unit that the first round left without one."""
    searched = businesses_with_points(unit)
    found: list[Point] = []
    for power in powers_of(unit):
        name = _whole(power)
        if name in searched or (unit, name) in UNSEARCHED:
            continue
        risk = _RISKS[power["category"]][len(found) % 4]
        found.append(_point(unit, len(found), shown(power), risk, power))
    for kind in NAMED:
        found.append(_point(unit, len(found), kind, _NAMED_RISKS[kind], None))
    sums = found[-1]
    for seat in SEATS:
        if seat.unit != unit or seat.until or not is_key(seat.title):
            continue
        has_one = any(point["post"] == seat.title for point in found)
        if not has_one and (unit, seat.title) not in KEY_POSTS_WITHOUT_POINT:
            own = {"post": seat.title, "owner": seat.person, "name": "只签字不过问"}
            found.append(sums | own | {"description": f"{seat.title}对分管支出只签字不核实"})
    return tuple(point | {"sequence": str(place)} for place, point in enumerate(found, start=1))


def _point(unit: str, index: int, business: str, risk: tuple[str, str], power: Power | None) -> Point:
    name, description = risk
    domain = power["domain"] if power else "人权" if business == "干部任免" else "事权"
    if domain == DOMAIN_NOT_SEARCHED.get(unit):
        domain = "事权"
    titles = [seat.title for seat in SEATS if seat.unit == unit and seat.role == SECTION and not seat.until]
    title = power["executing_post"] if power and power["executing_post"] in titles else titles[0]
    seat = holder(unit, title)
    source = ("业务流程", "岗位职责", "机制制度", "外部环境")[index % 4]
    level = _LEVELS[index % 3] if power else _NAMED_LEVELS.get(business, "中")
    category = power["category"] if power else ""
    measure = ("承办、审核、决定分由不同的人", "办理结果按季公开，接受监督", "每半年抽查一次台账")[index % 3]
    return {
        "list_kind": "单位清单",
        "round": SECOND_ROUND,
        "section": seat.office,
        "business": business,
        "step": risk_step(unit, _whole(power) if power else business),
        "post": title,
        "name": name,
        "description": description,
        "source": "业务流程" if source == SOURCE_NOT_SEARCHED.get(unit) else source,
        "domain": domain,
        "finder": METHODS[index % len(METHODS)],
        "level": level,
        "scoring_method": "标准计数法",
        **dict(zip(CRITERIA, _APPLY[level], strict=True)),
        **dict(zip(FACTORS, _SCORES[level], strict=True)),
        "measure": f"{measure}（《{carrier(unit, _DOMAIN[domain], category)}》）。",
        "owner": seat.person,
        "due": "长期",
    }
