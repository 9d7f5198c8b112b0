"""Registry: institutions (制度), what they govern, and what must exist (R-FS-04, R-ZJ-01)."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import (
    Origin,
    blank,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    term,
    titled,
)
from powerctl.terms import (
    Checklist,
    InstitutionClass,
    InstitutionReviewKind,
    InstitutionStatus,
    LeadingBodyRole,
)


class Institution(Origin, table=True):
    """制度: with class, issuer, number and the days between which it is in force.

    `topic` says which line of a checklist it fulfils, in the words of that list.
    """

    __tablename__ = "institution"
    __table_args__ = titled(
        "制度", UniqueConstraint("unit_id", "name", "number"), CheckConstraint("name <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    name: str = required("制度名称", index=True)
    number: str = blank("文号")
    kind: InstitutionClass | None = term(InstitutionClass, "制度类别")
    topic: str | None = column("对应清单项")
    section: str | None = column("汇编类别")
    issuer: str | None = column("制定机关")
    issued_on: date | None = column("印发日期")
    valid_from: date | None = column("施行日期")
    valid_to: date | None = column("失效日期")
    status: InstitutionStatus | None = term(InstitutionStatus, "有效性")
    owner_written: str | None = column("责任部门")
    replaces_id: int | None = link("institution.id", "替代制度")
    summary: str | None = column("主要内容")
    note: str | None = column("备注")


class InstitutionLink(Origin, table=True):
    """制度关联: a power or a risk point that the institution governs."""

    __tablename__ = "institution_link"
    __table_args__ = titled(
        "制度关联",
        UniqueConstraint("institution_id", "power_id", "risk_point_id"),
        CheckConstraint("(power_id IS NULL) <> (risk_point_id IS NULL)"),
    )

    id: int | None = key()
    institution_id: int = needed_link("institution.id", "制度", index=False)
    power_id: int | None = link("power.id", "权力事项", index=True)
    risk_point_id: int | None = link("risk_point.id", "廉政风险点", index=True)


class RequiredInstitution(Origin, table=True):
    """应有制度: a line of a checklist that the county, or one unit, must have an institution for."""

    __tablename__ = "required_institution"
    __table_args__ = titled("应有制度", CheckConstraint("topic <> ''"))

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位", index=True)
    checklist: Checklist = required_term(Checklist, "清单")
    position: int = required("顺序")
    topic: str = required("清单项")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("依据文件")


class InstitutionReview(Origin, table=True):
    """制度检查: a review of the text, or an inspection of how it is carried out."""

    __tablename__ = "institution_review"
    __table_args__ = titled("制度检查")

    id: int | None = key()
    institution_id: int = needed_link("institution.id", "制度")
    kind: InstitutionReviewKind | None = term(InstitutionReviewKind, "检查类型")
    reviewed_on: date | None = column("检查日期")
    reviewer_written: str | None = column("检查人", personal=True)
    result: str | None = column("检查情况")
    document: str | None = column("文号")


class Compendium(Origin, table=True):
    """制度汇编: one edition of a unit's compendium."""

    __tablename__ = "compendium"
    __table_args__ = titled("制度汇编", UniqueConstraint("unit_id", "name"), CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    name: str = required("汇编名称")
    issued_on: date | None = column("印发日期")
    note: str | None = column("备注")


class CompendiumEntry(Origin, table=True):
    """汇编目录: an institution in a compendium."""

    __tablename__ = "compendium_entry"
    __table_args__ = titled("汇编目录", UniqueConstraint("compendium_id", "institution_id"))

    id: int | None = key()
    compendium_id: int = needed_link("compendium.id", "制度汇编", index=False)
    institution_id: int = needed_link("institution.id", "制度")
    position: int = required("顺序")


class LeadingBody(Origin, table=True):
    """领导机构和办事机构 of the work on powers."""

    __tablename__ = "leading_body"
    __table_args__ = titled("领导和办事机构", CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    role: LeadingBodyRole | None = term(LeadingBodyRole, "机构性质")
    name: str = required("机构名称")
    document: str | None = column("成立文号")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class LeaderScope(Origin, table=True):
    """主要领导三个确定: scope, duty and rules of use of a key leader's post (REG021)."""

    __tablename__ = "leader_scope"
    __table_args__ = titled("主要领导权责")

    id: int | None = key()
    post_id: int = needed_link("post.id", "职务")
    scope: str | None = column("权力范围")
    duty: str | None = column("权力责任")
    rules: str | None = column("用权规则")
    document: str | None = column("文号")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
