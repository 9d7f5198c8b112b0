"""Registry: clean-up of the inventory, its problems, and how powers are delegated and used.

R-FS-02, R-XZ-03, R-FS-03, R-FS-05.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, blank, column, key, link, needed_link, required, term, titled
from powerctl.terms import Correction, Fate, ProblemStatus


class CleanUp(Origin, table=True):
    """清理对照: what was settled about an item between two editions.

    With both powers: whether they are the same item (`is_same`), kept for the next comparison, and what
    the pair is called; a pair that was denied has no fate. With one of them: its fate, where the
    comparison alone cannot know it (取消, 下放, 承接). Both with reason and document.
    """

    __tablename__ = "clean_up"
    __table_args__ = titled(
        "清理对照",
        UniqueConstraint("old_edition_id", "new_edition_id", "old_power_id", "new_power_id"),
        CheckConstraint("old_power_id IS NOT NULL OR new_power_id IS NOT NULL"),
        CheckConstraint("is_same IS NULL OR is_same <> 0 OR fate IS NULL"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    old_edition_id: int = needed_link("edition.id", "清理前版本", index=False)
    new_edition_id: int = needed_link("edition.id", "清理后版本")
    old_power_id: int | None = link("power.id", "清理前事项", index=True)
    new_power_id: int | None = link("power.id", "清理后事项", index=True)
    is_same: bool | None = column("是否同一事项")
    fate: Fate | None = term(Fate, "清理结果")
    other_unit_written: str | None = column("下放或承接单位")
    reason: str | None = column("理由")
    document: str | None = column("文号")
    decided_on: date | None = column("确认日期")


class InventoryProblem(Origin, table=True):
    """清单问题: one of four kinds, found in an inventory and followed until it is solved (R-XZ-03)."""

    __tablename__ = "inventory_problem"
    __table_args__ = titled("清单问题", CheckConstraint("description <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    power_id: int | None = link("power.id", "权力事项", index=True)
    other_power_id: int | None = link("power.id", "交叉的权力事项")
    correction: Correction | None = term(Correction, "纠正方式")
    description: str = required("问题描述")
    found_on: date | None = column("发现日期")
    status: ProblemStatus | None = term(ProblemStatus, "处理状态")
    owner_written: str | None = column("责任人", personal=True)
    due_on: date | None = column("处理期限")
    solved_on: date | None = column("解决日期")
    outcome: str | None = column("处理结果")
    document: str | None = column("文号")
    note: str | None = column("备注")


class DiscretionBenchmark(Origin, table=True):
    """裁量基准: one grade of a discretionary power: circumstance and range (R-FS-03)."""

    __tablename__ = "discretion_benchmark"
    __table_args__ = titled("裁量基准", UniqueConstraint("power_id", "position"))

    id: int | None = key()
    power_id: int = needed_link("power.id", "权力事项", index=False)
    position: int = required("顺序")
    grade: str = blank("裁量档次")
    circumstance: str | None = column("适用情形")
    range_written: str | None = column("裁量幅度")
    basis_text: str | None = column("依据")
    document: str | None = column("基准文号")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class Delegation(Origin, table=True):
    """授权委托: somebody outside the list who may exercise a power, from–to, by which document."""

    __tablename__ = "delegation"
    __table_args__ = titled("授权委托")

    id: int | None = key()
    power_id: int = needed_link("power.id", "权力事项")
    unit_id: int | None = link("unit.id", "受委托单位")
    post_id: int | None = link("post.id", "受委托职务")
    person_id: int | None = link("person.id", "受委托人")
    delegate_written: str | None = column("受委托方（原文）", personal=True)
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("委托文号")
    note: str | None = column("备注")


class Exercise(Origin, table=True):
    """用权记录: one use of a power: when, by whom, for whom, on what basis, steps and result (R-FS-05).

    `number` is the case number; a record without one is known by power, day and subject.
    """

    __tablename__ = "exercise"
    __table_args__ = titled("用权记录", UniqueConstraint("unit_id", "identity", "ordinal"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    identity: str = required("识别键")
    ordinal: int = required("同名次序")
    number: str | None = column("办件编号")
    power_written: str | None = column("权力事项（原文）")
    power_id: int | None = link("power.id", "权力事项", index=True)
    exercised_on: date | None = column("办理日期")
    actor_written: str | None = column("经办人（原文）", personal=True)
    actor_id: int | None = link("person.id", "经办人")
    actor_post_written: str | None = column("经办岗位（原文）")
    actor_post_id: int | None = link("post.id", "经办岗位")
    subject_written: str | None = column("办理对象", personal=True)
    situation: str | None = column("办理情况")
    basis_text: str | None = column("办理依据")
    process: str | None = column("办理过程")
    result: str | None = column("办理结果")
    recorder_written: str | None = column("录入人", personal=True)
    recorded_on: date | None = column("录入日期")
    note: str | None = column("备注")
