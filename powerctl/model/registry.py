"""Registry: the power inventory in editions (R-HY-01, R-FS-01, R-FS-02)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from powerctl.model.base import Origin, blank, column, key, link, needed_link, required, term, titled
from powerctl.terms import BasisKind, HolderLevel, PowerCategory, PowerDomain


class Edition(Origin, table=True):
    """清单版本: one edition of a unit's inventory. Without a day in force its order is not known."""

    __tablename__ = "edition"
    __table_args__ = titled("清单版本", UniqueConstraint("unit_id", "name"), CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    name: str = required("版本名称")
    in_force_from: date | None = column("施行日期")
    replaces_id: int | None = link("edition.id", "替代版本")
    note: str | None = column("备注")


class Power(Origin, table=True):
    """权力事项 (职权), with the duty half of 权责清单.

    `identity` is the clerk's key within an edition: category, name, sub-item and, where it is
    one, the code; `ordinal` tells equals apart (1, 2, …). Posts stand as the list writes them
    beside their links, which can be made only once the posts are registered.
    """

    __tablename__ = "power"
    __table_args__ = titled(
        "权力事项",
        UniqueConstraint("edition_id", "identity", "ordinal"),
        CheckConstraint("name <> ''"),
        Index("power_by_name", "name"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    edition_id: int = needed_link("edition.id", "清单版本", index=False)
    identity: str = required("识别键")
    ordinal: int = required("同名次序")
    sequence: str | None = column("序号")
    code: str | None = column("职权编码")
    name: str = required("事项名称")
    sub_item: str = blank("子项名称")
    category: PowerCategory | None = term(PowerCategory, "权力类别", index=True)
    category_written: str | None = column("权力类别（原文）")
    domain: PowerDomain | None = term(PowerDomain, "权力领域")
    basis_text: str | None = column("设定依据（原文）")
    exercising_body: str | None = column("行使主体")
    holder_unit_id: int | None = link("unit.id", "行使主体（单位）")
    holder_level: HolderLevel | None = term(HolderLevel, "权力主体层级")
    holder_post_id: int | None = link("post.id", "权力主体（职务）")
    holder_post_written: str | None = column("权力主体职务（原文）")
    office: str | None = column("承办机构")
    deciding_post_id: int | None = link("post.id", "决策岗位")
    deciding_post_written: str | None = column("决策岗位（原文）")
    executing_post_id: int | None = link("post.id", "执行岗位")
    executing_post_written: str | None = column("执行岗位（原文）")
    supervising_post_id: int | None = link("post.id", "监督岗位")
    supervising_post_written: str | None = column("监督岗位（原文）")
    is_lead: bool | None = column("是否牵头")
    has_discretion: bool | None = column("是否有自由裁量权")
    remit: str | None = column("实施层级及权限")
    department_duty: str | None = column("部门职责")
    responsibility: str | None = column("责任事项")
    responsibility_basis: str | None = column("责任事项依据")
    accountable: str | None = column("追责对象范围")
    accountability: str | None = column("追责情形")
    procedure: str | None = column("运行程序")
    audience: str | None = column("实施对象")
    conditions: str | None = column("申请条件")
    materials: str | None = column("申请材料")
    statutory_limit: str | None = column("法定期限")
    promised_limit: str | None = column("承诺期限")
    fee: str | None = column("收费依据和标准")
    openness: str | None = column("公开类型")
    remedy: str | None = column("救济渠道")
    status: str | None = column("状态")
    note: str | None = column("备注")
    retired_on: date | None = column("停用日期")
    retired_reason: str | None = column("停用原因")


class LegalBasis(Origin, table=True):
    """设定依据: one source of a power; the kind is empty where the cell carries no tag."""

    __tablename__ = "legal_basis"
    __table_args__ = titled(
        "设定依据", UniqueConstraint("power_id", "position"), CheckConstraint("text <> ''")
    )

    id: int | None = key()
    power_id: int = needed_link("power.id", "权力事项", index=False)
    position: int = required("顺序")
    kind: BasisKind | None = term(BasisKind, "依据类别")
    kind_written: str | None = column("依据类别（原文）")
    title: str | None = column("文件名称")
    article: str | None = column("条款")
    text: str = required("依据内容")
