"""Payments that stand out in the year: large ones with their meetings, and the planted faults by tag."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.county.meeting_bodies import working_day
from tests.county.meeting_topics import SUBJECTS, Subject
from tests.county.money_signs import (
    by_stranger,
    in_turned_order,
    own_voucher,
    sent_back_only,
    undated,
    without_one,
)
from tests.county.money_words import (
    AID,
    EQUIPMENT,
    LABOUR,
    MEETING,
    OFFICE,
    PRINT,
    REPAIR,
    SERVICE,
    SUBSIDY,
    TRAINING,
    TRAVEL,
    VEHICLE,
    WORKS,
)
from tests.county.spending_rows import (
    Payment,
    after,
    held_on,
    subject,
)

_WAN = 1_000_000
"""Fen in 10,000 yuan."""


def planted(unit: str) -> Iterator[Payment]:
    """What is paid once."""
    return {"U002": _finance, "U003": _housing, "U007": _township}[unit]()


def decided(
    unit: str, words: str, payee: str, wan: float, line: str, wait: int = 12, **more: object
) -> Payment:
    """A payment that a meeting decided, so many working days after it."""
    one = subject(unit, words)
    paid = after(held_on(one), wait)
    title = one.title.removesuffix("安排").removesuffix("资金")
    return Payment(unit, paid, payee, title, line, round(wan * _WAN), subject=one, **more)  # type: ignore[arg-type]


def _finance() -> Iterator[Payment]:
    unit, soft, press = "U002", "云泽县信远软件服务有限公司", "云泽县通达印务中心"
    yield decided(
        unit,
        "会计核算系统升级",
        soft,
        46,
        EQUIPMENT,
        shows_decision=False,
        contract="CZHT-2025-07",
        tag="to link",
    )
    yield decided(unit, "财政票据印制", press, 23.5, PRINT, 20, shows_decision=False, tag="left open")
    yield decided(unit, "中心机房抢修", "云泽县恒安机电工程有限公司", 31, REPAIR)
    yield decided(unit, "办公设备集中采购", "云泽县长风电脑服务部", 26.8, EQUIPMENT, 25, trade="CZCG-2026-01")
    yield decided(unit, "全县财务人员培训", "云泽县云溪酒店", 21.6, TRAINING, 10)
    yield decided(
        unit, "惠农补贴一卡通平台", soft, 18, SERVICE, 50, project="CZXM-2026-01", trade="CZCG-2026-02"
    )
    yield Payment(
        unit,
        date(2026, 3, 18),
        "云泽县声远音响器材店",
        "购置会议室音响设备",
        EQUIPMENT,
        28600_00,
        role="分管领导",
        tag="beyond authority",
    )
    yield Payment(
        unit,
        date(2026, 5, 21),
        "云泽县长风电脑服务部",
        "购置审计专用服务器",
        EQUIPMENT,
        86000_00,
        trade="CZCG-2026-03",
    )
    yield Payment(
        unit, date(2025, 9, 24), "云泽县惠民办公用品商行", "购办公用纸和耗材", OFFICE, -860_00, tag="refund"
    )
    yield Payment(
        unit, date(2026, 1, 27), "云泽县绿叶宾馆", "退回预交会议费", MEETING, -1500_00, tag="refund"
    )
    yield in_turned_order(
        Payment(
            unit,
            date(2025, 12, 16),
            "云泽县晨晖图文社",
            "印制决算报表",
            PRINT,
            7420_00,
            tag="discipline first",
        ),
        0,
        1,
    )
    yield without_one(
        Payment(
            unit,
            date(2026, 4, 22),
            "云泽县正衡会计师事务所（样例）",
            "专项资金核查服务费",
            SERVICE,
            15800_00,
            tag="two signatures",
        ),
        1,
    )
    yield undated(
        Payment(
            unit,
            date(2026, 2, 11),
            "云泽县安途汽车服务中心",
            "公务用车年检",
            VEHICLE,
            1380_00,
            tag="undated signature",
        )
    )
    for at, (day, sum_of) in enumerate(((date(2025, 10, 22), 5260_00), (date(2026, 4, 10), 9480_00))):
        yield sent_back_only(
            Payment(
                unit,
                None,
                "云泽县云溪酒店",
                "部门预算会商会议费",
                MEETING,
                sum_of,
                billed=day,
                tag=f"unpaid {at}",
            ),
            at + 1,
        )


def _housing() -> Iterator[Payment]:
    unit, build = "U003", "云泽县第二建筑工程公司（样例）"
    yield decided(
        unit, "工程质量检测设备", "云泽县衡准仪器有限公司", 66.4, EQUIPMENT, 30, trade="ZJCG-2025-01"
    )
    yield decided(unit, "城区路灯节能", "云泽县明辉照明工程有限公司", 54, WORKS, 40)
    yield decided(unit, "市政井盖更换", "云泽县固安市政设施厂", 36, REPAIR, 25)
    yield decided(unit, "除雪设备购置", "云泽县北辰机械有限公司", 39.6, EQUIPMENT, 30, trade="ZJCG-2026-01")
    yield decided(
        unit, "市政管养车辆更新", "云泽县安驰汽车贸易有限公司", 38.2, EQUIPMENT, 22, trade="ZJCG-2026-02"
    )
    for wait, wan in ((90, 92), (115, 88)):
        yield decided(
            unit, "老旧小区改造", build, wan, WORKS, wait, project="ZJGC-2025-01", repeats="分期付款"
        )
    yield decided(
        unit,
        "老旧小区改造",
        build,
        126,
        WORKS,
        150,
        project="ZJGC-2025-01",
        repeats="分期付款",
        tag="beyond the team",
    )
    yield decided(
        unit,
        "绿道二期",
        "云泽县绿景园林工程有限公司",
        74,
        WORKS,
        90,
        project="ZJGC-2025-02",
        repeats="分期付款",
    )
    yield decided(unit, "背街小巷", build, 58, WORKS, 80, project="ZJGC-2025-03", repeats="分期付款")
    one = subject(unit, "市政井盖更换")
    yield Payment(
        unit,
        after(held_on(one), 60),
        "云泽县恒安机电工程有限公司",
        "地下车库排水改造",
        REPAIR,
        36 * _WAN,
        role="一把手",
        tag="ruled out",
    )
    yield Payment(
        unit,
        date(2026, 3, 26),
        "云泽县绿叶宾馆",
        "物业管理业务培训班",
        TRAINING,
        13800_00,
        tag="dear training",
    )
    yield Payment(
        unit,
        date(2025, 11, 27),
        "云泽县云溪酒店",
        "建筑业企业座谈会",
        MEETING,
        11600_00,
        flagged="",
        tag="not said what for",
    )
    yield Payment(
        unit,
        date(2026, 5, 14),
        "云泽县鉴安检测有限公司",
        "自建房排查鉴定费",
        SERVICE,
        24600_00,
        role="",
        tag="approver unknown",
    )
    yield Payment(
        unit, date(2026, 4, 16), "云泽县城东加油站", "公务用车燃油费", VEHICLE, -640_00, tag="refund"
    )
    yield Payment(
        unit, date(2025, 12, 25), "云泽县鉴安检测有限公司", "冲回多付鉴定费", SERVICE, -2200_00, tag="refund"
    )


def _township() -> Iterator[Payment]:
    unit, build = "U007", "云泽县恒基建筑有限公司（样例）"
    roads = "村组道路养护资金安排"
    first = Payment(unit, date(2025, 9, 12), "云泽县通途道路养护有限公司", "村组道路养护", REPAIR, 20 * _WAN)
    yield replace(first, subject=_first(roads), contract="LXHT-2025-03")
    yield decided(unit, "第二批", "云泽县通途道路养护有限公司", 26, REPAIR, 45, contract="LXHT-2026-01")
    yield decided(unit, "村级公益事业奖补", "柳溪镇各村（12个村）", 18, AID, 15, fund="专项资金")
    aid = decided(
        unit, "冬春救助资金", "柳溪镇受灾群众（186户）", 15.6, SUBSIDY, 5, fund="专项资金", tag="paid first"
    )
    yield replace(aid, paid=working_day(held_on(subject(unit, "冬春救助资金")) - timedelta(days=6)))
    yield decided(unit, "防汛物资采购", "云泽县安澜防汛物资经营部", 12.6, EQUIPMENT, 8, trade="LXCG-2026-01")
    yield decided(unit, "集镇污水管网", build, 96, WORKS, 60, project="LXGC-2025-01", repeats="分期付款")
    yield decided(
        unit,
        "集镇污水管网",
        build,
        84,
        WORKS,
        130,
        project="LXGC-2025-01",
        repeats="分期付款",
        fund="专项资金",
    )
    yield decided(
        unit,
        "敬老院维修",
        "云泽县安居维修服务部",
        46,
        REPAIR,
        85,
        project="LXGC-2025-02",
        contract="LXHT-2025-09",
    )
    yield decided(unit, "佟家湾小型水利", "云泽县水润水利工程队", 38, WORKS, 45, project="LXGC-2026-01")
    yield Payment(
        unit, date(2026, 5, 28), build, "集镇路口硬化", WORKS, 165000_00, role="一把手", tag="never decided"
    )
    for at, (day, yuan) in enumerate(((3, 19600), (6, 19850), (10, 19500), (13, 19720))):
        yield Payment(
            unit,
            date(2026, 3, day),
            "云泽县柳溪建筑队",
            "村组道路零星维修",
            REPAIR,
            yuan * 100,
            voucher=f"记-3{at + 41:03}",
            tag=f"split {at + 1}",
        )
    yield Payment(unit, date(2026, 6, 4), "云泽县文渊纸业经营部", "换货退款", OFFICE, -380_00, tag="refund")
    yield in_turned_order(
        Payment(
            unit, date(2026, 1, 21), "云泽县晨晖图文社", "印制村务公开栏", PRINT, 5860_00, tag="head first"
        ),
        1,
        2,
    )
    yield own_voucher(
        Payment(
            unit,
            date(2025, 11, 14),
            "佟穗丰",
            "赴省参加农业项目培训差旅费",
            TRAVEL,
            2860_00,
            "佟穗丰",
            tag="own voucher",
        ),
        cross="",
    )
    yield own_voucher(
        Payment(
            unit,
            date(2026, 4, 15),
            "佟穗丰",
            "赴市参加财政工作会议差旅费",
            TRAVEL,
            1240_00,
            "佟穗丰",
            tag="own and cross-signed",
        ),
        cross="杜若洲",
    )
    yield by_stranger(
        Payment(
            unit,
            date(2026, 2, 25),
            "云泽县顺达汽车修理厂",
            "防火巡查车辆维修",
            VEHICLE,
            3150_00,
            tag="unknown signer",
        )
    )
    unsigned = Payment(
        unit,
        date(2025, 10, 23),
        "柳溪镇迎宾饭店",
        "秋收现场会餐费",
        MEETING,
        3280_00,
        tag="paid all the same",
    )
    yield sent_back_only(unsigned, 1)
    yield sent_back_only(
        Payment(
            unit,
            None,
            "云泽县众诚劳务服务有限公司",
            "临时用工费",
            LABOUR,
            7600_00,
            billed=date(2026, 5, 13),
            tag="unpaid 2",
        ),
        2,
    )
    for at, (month, day, fund, sum_of) in enumerate(SUPPORT):
        year = 2025 if month > 6 else 2026
        yield Payment(
            unit,
            date(year, month, day),
            f"柳溪镇农户（{fund}）",
            f"发放{fund}",
            SUBSIDY,
            sum_of,
            fund="农村扶持资金",
            repeats="定期补助",
            tag=f"support {at + 1}",
        )


SUPPORT = (
    (7, 22, "耕地地力保护补贴", 68_420_00),
    (9, 17, "稻谷生产者补贴", 54_315_50),
    (11, 26, "农机购置补贴", 46_000_00),
    (12, 18, "能繁母猪补贴", 12_600_00),
    (3, 19, "产业发展到户补助", 38_400_00),
    (5, 20, "小额信贷贴息", 9_286_40),
)
"""Support for farmers: month, day, which, fen. The last has no countersign sheet."""


def _first(words: str) -> Subject:
    return next(one for one in SUBJECTS if one.unit == "U007" and one.title == words)
