"""An invented year of three units: spending, decisions, publications, with twelve omissions planted in it.

Everything else is in order: large payments are decided before they are made (linked, or alike enough that only
one decision comes into question), works and posts too, and what must be open was published in time.
"""

from datetime import date, timedelta
from typing import Any

from powerctl.areas.matching.omission import EARLY, SILENT, UNDECIDED, UNEXECUTED, UNPOSTED
from powerctl.terms import (
    AppointmentState,
    DeadlineUnit,
    MajorMatter,
    MatchDecision,
    MatterKind,
    OpenInterval,
    OpenSubject,
    Outcome,
    TransactionKind,
)
from tests.areas.matching.conftest import Matters

END = date(2025, 12, 31)
_BOUGHT = (
    "办公楼屋面",
    "档案密集架",
    "会议音响",
    "食堂灶具",
    "消防水泵",
    "机房空调",
    "监控摄像",
    "防汛沙袋",
    "路灯电缆",
    "公务车辆",
    "图书资料",
    "打印设备",
)
PLANTED = {
    (UNDECIDED, "U1/漏支#1"),
    (UNDECIDED, "U2/否支#1"),
    (UNDECIDED, "U3/漏购"),
    (UNDECIDED, "U1/漏建"),
    (UNDECIDED, "U2/漏任"),
    (EARLY, "U3/早支#1"),
    (EARLY, "U2/早建"),
    (UNEXECUTED, "U1/M801/T801"),
    (UNEXECUTED, "U3/M802/T802"),
    (UNPOSTED, "U1/未公开#1"),
    (UNPOSTED, "U2/财务收支公开"),
    (SILENT, "U3/研究资金的会议"),
}


class Year:
    """Makes the year in a county of three units."""

    def __init__(self, matters: Matters) -> None:
        self._to = matters
        self._next = 0

    def make(self) -> None:
        """Everything."""
        self._to.unit(3)
        for unit in (1, 2, 3):
            self._catalogue(unit)
            for month in range(1, 13):
                self._small(unit, month)
                if unit != 3 or month <= 8:
                    self._large(unit, month)
            self._works_and_posts(unit)
            self._accounts(unit)
        self._open_items()
        self._plant()

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _catalogue(self, unit: int) -> None:
        for matter, threshold in (
            (MajorMatter.LARGE_SUM, 20_000_00),
            (MajorMatter.PROJECT, 100_000_00),
            (MajorMatter.PERSONNEL, None),
        ):
            row: dict[str, Any] = {
                "id": self._number(),
                "unit_id": unit,
                "name": matter.value,
                "matter": matter,
            }
            self._to.put("catalogue_item", row | {"threshold_fen": threshold, "valid_from": date(2020, 1, 1)})

    def _open_items(self) -> None:
        for name, subject, more in (
            ("大额资金公开", OpenSubject.LARGE_SUMS, {"above_fen": 200_000_00}),
            ("财务收支公开", OpenSubject.FINANCE, {"interval": OpenInterval.QUARTERLY}),
            ("任免公开", OpenSubject.PERSONNEL, {}),
        ):
            row = {"id": self._number(), "name": name, "subject": subject, "valid_from": date(2025, 1, 1)}
            self._to.put("open_item", row | {"deadline": 20, "deadline_unit": DeadlineUnit.DAYS} | more)

    def _small(self, unit: int, month: int) -> None:
        for at in range(6):
            self._to.paid(
                self._number(),
                (at + 1) * 3_100_00 + month,
                unit_id=unit,
                paid_on=date(2025, month, 2 + 4 * at),
                purpose=("水费", "电费", "邮费", "印刷费", "维护费", "差旅费")[at],
            )

    def _large(self, unit: int, month: int) -> None:
        """Decided on the 5th, paid on the 15th; every third is linked, linked by the clerk, or only alike."""
        number = self._number()
        amount = (260_000_00 if month % 3 == 0 else 50_000_00) + unit * 1_000_00 + month * 100_00
        what = _BOUGHT[month - 1]
        day = date(2025, month, 5)
        self._to.decided(
            number, unit, day, title=f"关于采购{what}的请示", amount_fen=amount, matter=MajorMatter.LARGE_SUM
        )
        link = {"agenda_item_id": number} if month % 3 == 0 else {}
        paid = date(2025, month, 15)
        self._to.paid(number, amount, unit_id=unit, paid_on=paid, purpose=f"{what}采购款", **link)
        if month % 3 == 1:
            left, right = f"U{unit}/付{number}#1", f"U{unit}/M{number}/T{number}"
            self._to.answered(left, right, MatchDecision.LINKED, MatterKind.EXPENDITURE)
        if month % 3 == 0:
            self._published(unit, OpenSubject.LARGE_SUMS, paid + timedelta(days=9), expenditure_id=number)

    def _works_and_posts(self, unit: int) -> None:
        for at, table in enumerate(("project", "public_transaction", "appointment")):
            number = self._number()
            day = date(2025, 3 + at, 10)
            person = f"甲{'乙丙丁'[unit - 1]}"
            title, matter = (
                ("关于修建党群服务中心的请示", MajorMatter.PROJECT),
                ("关于采购执法记录仪的请示", MajorMatter.LARGE_SUM),
                (f"关于{person}同志任职的建议", MajorMatter.PERSONNEL),
            )[at]
            self._to.decided(number, unit, day, title=title, matter=matter)
            row: dict[str, Any] = {
                "id": number,
                "unit_id": unit,
                "number": f"事{number}",
                "agenda_item_id": number,
            }
            later = day + timedelta(days=12)
            row |= (
                {"name": "党群服务中心", "investment_fen": 900_000_00, "started_on": later},
                {
                    "name": "执法记录仪",
                    "kind": TransactionKind.PROCUREMENT,
                    "price_fen": 120_000_00,
                    "contract_on": later,
                },
                {"person_written": person, "appointed_on": later, "state": AppointmentState.APPOINTED},
            )[at]
            self._to.put(table, row)
            if table == "appointment":
                self._noticed(unit, number)

    def _noticed(self, unit: int, appointment: int) -> None:
        number = self._number()
        self._to.put("notice", {"id": number, "unit_id": unit, "number": f"示{number}", "title": "任前公示"})
        subject = {"notice_id": number, "position": 1, "subject_written": "甲", "appointment_id": appointment}
        self._to.put("notice_subject", {"id": number, **subject})

    def _accounts(self, unit: int) -> None:
        for quarter in (1, 2, 3):
            if (unit, quarter) != (2, 2):
                first = date(2025, 3 * quarter - 2, 1)
                last = date(2025, 3 * quarter + 1, 1) - timedelta(days=1)
                more = {"period_from": first, "period_to": last}
                self._published(unit, OpenSubject.FINANCE, last + timedelta(days=12), **more)

    def _published(self, unit: int, subject: OpenSubject, day: date, **more: Any) -> None:
        number = self._number()
        row = {"id": number, "unit_id": unit, "number": f"公{number}", "title": subject.value}
        self._to.put("publication", row | {"subject": subject, "published_on": day} | more)

    def _plant(self) -> None:
        to = self._to
        to.paid(701, 88_000_00, identity="漏支", purpose="装修接待室", paid_on=date(2025, 5, 20))
        to.decided(
            702, 2, date(2025, 6, 3), title="购置越野车", amount_fen=199_000_00, outcome=Outcome.REJECTED
        )
        to.paid(
            702,
            199_000_00,
            unit_id=2,
            identity="否支",
            purpose="越野车",
            paid_on=date(2025, 6, 20),
            agenda_item_id=702,
        )
        row: dict[str, Any] = {"id": 703, "unit_id": 3, "number": "漏购", "name": "无人机"}
        to.put(
            "public_transaction",
            row
            | {"kind": TransactionKind.PROCUREMENT, "price_fen": 75_000_00, "contract_on": date(2025, 4, 8)},
        )
        row = {"id": 704, "unit_id": 1, "number": "漏建", "name": "停车棚", "investment_fen": 400_000_00}
        to.put("project", row | {"started_on": date(2025, 9, 1)})
        row = {"id": 705, "unit_id": 2, "number": "漏任", "to_post_written": "科长", "person_written": "戊己"}
        to.put("appointment", row | {"appointed_on": date(2025, 7, 1), "state": AppointmentState.APPOINTED})
        self._noticed(2, 705)
        to.decided(706, 3, date(2025, 8, 20), title="补助款", matter=MajorMatter.LARGE_SUM)
        to.paid(706, 66_000_00, unit_id=3, identity="早支", paid_on=date(2025, 8, 1), agenda_item_id=706)
        to.decided(707, 2, date(2025, 10, 20), title="围墙", matter=MajorMatter.PROJECT)
        row = {"id": 707, "unit_id": 2, "number": "早建", "name": "围墙", "investment_fen": 150_000_00}
        to.put("project", row | {"started_on": date(2025, 10, 1), "agenda_item_id": 707})
        to.decided(801, 1, date(2025, 2, 18), title="建设数字乡村平台", amount_fen=333_000_00)
        to.decided(802, 3, date(2025, 1, 18), title="改造旧仓库", matter=MajorMatter.PROJECT)
        to.decided(803, 1, date(2025, 11, 3), title="购置救护车", amount_fen=251_000_00)
        to.paid(803, 251_000_00, identity="未公开", paid_on=date(2025, 11, 12), agenda_item_id=803)
