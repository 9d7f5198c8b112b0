"""Organization: who holds power (R-XZ-01, R-XZ-02).

`valid_from` may be empty where a source gives none: the record then may or may not be in
force, and a rule that needs it cannot tell. An empty `valid_to` means open. A flag that is
empty is not known; it never means no.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, blank, column, key, link, needed_link, required, term, titled
from powerctl.terms import DutyArea, HolderLevel, UnitKind


class Unit(Origin, table=True):
    """单位: a county organ, department, township, institution or village; units form a tree."""

    __tablename__ = "unit"
    __table_args__ = titled("单位", CheckConstraint("name <> ''"), CheckConstraint("code <> ''"))

    id: int | None = key()
    code: str = required("单位代码", unique=True)
    name: str = required("单位名称", unique=True)
    kind: UnitKind | None = term(UnitKind, "单位类型")
    parent_id: int | None = link("unit.id", "上级单位")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class Person(Origin, table=True):
    """人员: the number tells two persons of one name in a unit apart."""

    __tablename__ = "person"
    __table_args__ = titled(
        "人员", UniqueConstraint("unit_id", "name", "number"), CheckConstraint("name <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    name: str = required("姓名", personal=True)
    number: str = blank("人员编号")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注", personal=True)


class Post(Origin, table=True):
    """职务(岗位): a seat of a unit, with the flags that rules ask for."""

    __tablename__ = "post"
    __table_args__ = titled("职务", UniqueConstraint("unit_id", "title"), CheckConstraint("title <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    title: str = required("职务名称")
    holder_level: HolderLevel | None = term(HolderLevel, "权力主体层级")
    is_head: bool | None = column("是否“一把手”")
    is_leadership: bool | None = column("是否班子成员")
    is_discipline_head: bool | None = column("是否纪检负责人")
    is_key: bool | None = column("是否重点岗位")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class Tenure(Origin, table=True):
    """任职: one person in one post, from–to."""

    __tablename__ = "tenure"
    __table_args__ = titled("任职")

    id: int | None = key()
    person_id: int = needed_link("person.id", "人员")
    post_id: int = needed_link("post.id", "职务")
    valid_from: date | None = column("任职日期")
    valid_to: date | None = column("免职日期")
    document: str | None = column("任免文号")


class Duty(Origin, table=True):
    """分工: who is in charge of which area, directly or not, from–to; and the meeting that fixed it."""

    __tablename__ = "duty"
    __table_args__ = titled("分工")

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    person_id: int = needed_link("person.id", "人员")
    area: DutyArea | None = term(DutyArea, "分管领域", index=True)
    area_written: str | None = column("分管内容（原文）")
    direct: bool | None = column("是否直接分管")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("分工文件")
    meeting_written: str | None = column("研究确定的会议（原文）")
