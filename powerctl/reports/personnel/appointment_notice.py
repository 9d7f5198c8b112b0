"""任前公示: the notice about those who are to be appointed (R-CC-05, R-ZJ-08; norms B19, C.2).

Of a person nothing is printed but name, gender, nation, year and month of birth, education, political status,
the post held and the post to come. Title, reason and basis, facts, first and last day, and how to respond.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.limits.calendar import add_working_days, is_working_day, working_days_between
from powerctl.limits.declared import declared
from powerctl.limits.stored import limit_value
from powerctl.model import Appointment, Notice, NoticeSubject, Post, Unit
from powerctl.reports.blocks import Block, Heading, Meta, Paragraph, Report, Sign, Title
from powerctl.reports.code import sealed
from powerctl.reports.counted import UNRECORDED
from powerctl.reports.dates import chinese_day
from powerctl.reports.masking import without_identifiers
from powerctl.reports.order import Order
from powerctl.terms import NoticeKind

_TITLE = "任前公示"
LIMIT = "person.notice_working_days"
_WAYS = (
    ("by_phone", "电话"),
    ("by_letter", "来信"),
    ("by_visit", "来访"),
    ("by_web", "网上反映"),
    ("by_box", "意见箱"),
)
_BORN = re.compile(r"\s*((?:19|20)\d{2})\s*[年.\-/]?\s*(1[0-2]|0?[1-9])(?!\d*\d{3})")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a notice, and its working days both ways; None where the calendar ends."""

    begun_on: date
    ended_on: date
    with_first: int | None
    without_first: int | None

    @property
    def last_working_day(self) -> date | None:
        """The last day of it on which people work; None where it has none or cannot be told."""
        day = self.ended_on
        while day >= self.begun_on:
            works = is_working_day(day)
            if works is None:
                return None
            if works:
                return day
            day -= timedelta(days=1)
        return None


def span_of(begun_on: date, ended_on: date) -> Span:
    """The days of a notice counted both ways (norms D.1, 5)."""
    without = working_days_between(begun_on, ended_on)
    first = is_working_day(begun_on)
    return Span(begun_on, ended_on, None if without is None else without + bool(first), without)


def build(session: Session, order: Order) -> Report:
    """The notices that are meant: that of a number, else those that are up on the day.

    Raises Refused without a unit and number, where there is none, and for a notice that lacks what makes it
    one: its days, those it is about and their posts, an office with a phone that is no mobile.
    """
    notices = _meant(session, order)
    blocks: list[Block] = []
    for notice in notices:
        blocks += _page(session, notice)
    unit = _unit(session, notices[0])
    first = notices[0]
    meta = Meta(
        name="appointment-notice",
        title=f"{unit.name}{_TITLE}（{'、'.join(notice.number for notice in notices)}）",
        unit=unit.name,
        period=f"{first.begun_on} 至 {first.ended_on}" if len(notices) == 1 else f"{len(notices)} 次公示",
        as_of=order.as_of,
        generated=order.generated,
        number=f"RQGS-{unit.code}-{first.number}",
        head_code=order.head_code,
        official=True,
    )
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _meant(session: Session, order: Order) -> Sequence[Notice]:
    query = select(Notice).where(Notice.kind == NoticeKind.APPOINTMENT).order_by(col(Notice.id))
    if order.unit is None and order.number is None:
        raise Refused(
            f"{_TITLE}按公示出具，没有指明单位或公示编号",
            hint=f"powerctl report make {_TITLE} --unit 单位 --number 公示编号",
        )
    where = ""
    if order.unit is not None:
        unit = find_unit(session, order.unit)
        where, query = unit.name, query.where(Notice.unit_id == unit.id)
    if order.number is not None:
        found = session.exec(query.where(Notice.number == order.number.strip())).all()
        if len(found) > 1:
            units = "、".join(_unit(session, one).name for one in found)
            raise Refused(
                f"编号为“{order.number}”的任前公示有 {len(found)} 次：{units}；请写明单位",
                hint=f"powerctl report make {_TITLE} --number {order.number} --unit 单位",
            )
        if not found:
            raise Refused(f"{where}没有编号为“{order.number}”的任前公示", hint="powerctl notice list")
        return found
    day = order.as_of
    found = session.exec(query.where(col(Notice.begun_on) <= day, col(Notice.ended_on) >= day)).all()
    if not found:
        raise Refused(
            f"{where}在 {day.isoformat()} 没有正在公示的任前公示",
            hint=f"powerctl report make {_TITLE} --unit {order.unit} --number 公示编号",
        )
    return found


def _unit(session: Session, notice: Notice) -> Unit:
    unit = session.get(Unit, notice.unit_id)
    if unit is None:
        raise Refused(f"编号为 {notice.unit_id} 的单位不在文件中", hint="powerctl doctor")
    return unit


def _page(session: Session, notice: Notice) -> Iterator[Block]:
    unit = _unit(session, notice)
    subjects = session.exec(
        select(NoticeSubject, Appointment)
        .join(Appointment, col(Appointment.id) == col(NoticeSubject.appointment_id), isouter=True)
        .where(NoticeSubject.notice_id == notice.id)
        .order_by(col(NoticeSubject.position))
    ).all()
    people = [_sentence(session, one, case) for one, case in subjects]
    _complete(session, notice, unit, people)
    assert notice.begun_on is not None and notice.ended_on is not None
    span = span_of(notice.begun_on, notice.ended_on)
    yield Title((unit.name, _TITLE))
    yield Paragraph(
        f"{_basis(notice.begun_on)}为广泛听取意见，加强干部选拔任用监督，"
        f"现将 {len(people)} 名拟任人选的有关情况公示如下。"
    )
    yield Heading("一、公示对象")
    for number, (said, _) in enumerate(people, 1):
        yield Paragraph(f"{number}. {said}")
    yield Heading("二、公示时间")
    yield Paragraph(_time_words(span))
    yield Heading("三、反映意见的方式")
    yield Paragraph(
        "公示期内，单位和个人可以反映公示对象的情况和问题。反映情况应当实事求是、内容具体，提倡署实名；"
        "对反映人和反映的内容严格保密。"
    )
    yield from _ways(notice, unit)
    yield Paragraph(
        f"公示截止：{chinese_day(span.ended_on)}　受理电话：{without_identifiers(notice.office_phone or '')}"
    )
    yield Sign(unit.name, notice.begun_on)


def _complete(session: Session, notice: Notice, unit: Unit, people: Sequence[tuple[str, bool]]) -> None:
    """Raises Refused, saying all that a notice lacks."""
    phone = (notice.office_phone or "").strip()
    lacking = []
    if notice.begun_on is None:
        lacking.append("起日")
    if notice.ended_on is None:
        lacking.append(f"止日{_earliest(session, notice, unit)}")
    if not people:
        lacking.append("公示对象")
    if without := sum(not has_post for _, has_post in people):
        lacking.append(f"{without} 名对象的拟任职务")
    if not phone:
        lacking.append("受理电话")
    if not any(getattr(notice, name) for name, _ in _WAYS):
        lacking.append("反映意见的方式")
    if lacking:
        raise Refused(
            f"公示 {notice.number} 没有登记{'、'.join(lacking)}，不能张贴",
            hint=f"powerctl notice show {notice.id}",
        )
    if _MOBILE.search(re.sub(r"[\s\-—]", "", phone)):
        raise Refused(
            f"公示 {notice.number} 的受理电话是手机号码；公示上只印受理单位的办公电话",
            hint=f"powerctl notice edit {notice.id} --help",
        )
    if notice.begun_on and notice.ended_on and notice.ended_on < notice.begun_on:
        raise Refused(
            f"公示 {notice.number} 的止日 {notice.ended_on} 早于起日 {notice.begun_on}",
            hint=f"powerctl notice edit {notice.id} --help",
        )


def _earliest(session: Session, notice: Notice, unit: Unit) -> str:
    """The day on which a notice may end at the earliest, its first day left out."""
    if notice.begun_on is None:
        return ""
    least = limit_value(session, LIMIT, notice.begun_on, unit.id)
    if least.quantity is None:
        return ""
    day = add_working_days(notice.begun_on, least.quantity.numerator)
    if day is None:
        return ""
    return f"（自 {notice.begun_on} 起满 {least.words}、首日不计，最早到 {day}）"


def _basis(day: date) -> str:
    """The instrument that asks for a notice, without its year and article: it may have been revised since."""
    asked = declared()[LIMIT].on(day)
    name = asked.source.cites.partition("（")[0] if asked else ""
    return f"根据《{name}》，" if name else ""


def _time_words(span: Span) -> str:
    said = f"公示期自{chinese_day(span.begun_on)}起至{chinese_day(span.ended_on)}止，"
    if span.with_first is None or span.without_first is None:
        return said + "其中工作日天数待当年放假安排公布后确定。"
    if span.with_first == span.without_first:
        said += f"共 {span.with_first} 个工作日（首日不是工作日）"
    else:
        said += f"首日计入共 {span.with_first} 个工作日，首日不计共 {span.without_first} 个工作日"
    last = span.last_working_day
    if last is not None and last != span.ended_on:
        said += f"；止日不是工作日，最后一个工作日为{chinese_day(last)}"
    return said + "。"


def _ways(notice: Notice, unit: Unit) -> Iterator[Block]:
    """How to respond and where: in the size of the text, since it is read at the board."""
    ways = "、".join(words for name, words in _WAYS if getattr(notice, name))
    channel, place = str(notice.channel or ""), (notice.place_written or "").strip()
    where = place if channel in place else "、".join(part for part in (channel, place) if part)
    for name, said in (
        ("受理单位", f"{notice.office or unit.name}（{ways}）"),
        ("受理电话", notice.office_phone or ""),
        ("受理地址", notice.office_address or UNRECORDED),
        ("公示地点", where or UNRECORDED),
    ):
        yield Paragraph(f"{name}：{without_identifiers(said)}")


def _sentence(session: Session, subject: NoticeSubject, case: Appointment | None) -> tuple[str, bool]:
    """What is said of a person, in one sentence, and whether the post to come is on record."""
    if case is None:
        return f"{without_identifiers(subject.subject_written)}（没有对应的任免事项）", False
    held = _post(session, case.from_post_written, case.from_post_id)
    to_come = _post(session, case.to_post_written, case.to_post_id)
    parts = {
        "性别": case.gender,
        "民族": case.ethnicity,
        "出生年月": _born(case.born),
        "学历学位": case.education,
        "政治面貌": case.political,
        "现任职务": f"现任{held}" if held else None,
    }
    told = [part.strip() for part in parts.values() if part and part.strip()]
    missing = [name for name, part in parts.items() if not (part and part.strip())]
    said = "，".join([subject.subject_written, *told]) + (f"，拟任{to_come}。" if to_come else "。")
    if missing:
        said += f"（{'、'.join(missing)}{UNRECORDED}）"
    return without_identifiers(said), bool(to_come)


def _post(session: Session, written: str | None, post_id: int | None) -> str:
    """A post in the words of the case, else by the roster with its unit."""
    if written and written.strip():
        return written.strip()
    post = session.get(Post, post_id) if post_id is not None else None
    if post is None:
        return ""
    unit = session.get(Unit, post.unit_id)
    return f"{unit.name if unit else ''}{post.title}"


def _born(text: str | None) -> str | None:
    """1975-03-12 → 1975年3月生: year and month and nothing more; None where they cannot be read."""
    found = _BORN.match(text or "")
    return f"{found[1]}年{int(found[2])}月生" if found else None
