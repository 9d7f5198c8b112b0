"""What the header dictionary promises: every heading seen in a published table is known."""

import re
import unicodedata

import pytest

from powerctl.sheets.kinds import EXAMPLE_MARK, KINDS, WORKBOOK_KINDS, SheetKind, ValueKind
from powerctl.sheets.kinds.organization import DUTIES, PEOPLE, POSTS, UNITS
from powerctl.sheets.kinds.powers import POWERS
from powerctl.sheets.kinds.risks import RISKS

POWERS_SEEN = """
sequence: 序号 | 序  号 | 编号 | 序列
name: 事项名称 | 项目 | 职权名称 | 权力名称 | 权力事项 | 权责事项名称 | 权力事项名称 | 职权内容 | 职责权力 | 事项
sub_item: 子项名称 | 子项 | 事项子项 | 实施事项
category: 权力类型 | 职权类型 | 职权类别 | 权力类别 | 事项类型 | 权责类型
code: 职权编码
basis_text: 实施依据 | 法定依据 | 设定依据 | 法律依据 | 权力依据 | 依据 | 法律政策依据
basis_article: 具体条款
exercising_body: 行使主体 | 实施主体 | 法定主体 | 实施机构 | 责任主体 | 主体 | 部门名称 | 单位
office: 承办机构 | 承办科室 | 责任科室 | 办理机构 | 内设机构 | 执法岗位 | 部门 | 岗位
remit: 实施层级及权限 | 实施层级 | 行使层级 | 权限 | 层级
department_duty: 部门职责 | 主要职责 | 职责
audience: 实施对象
conditions: 申请条件
materials: 申请材料
procedure: 执法程序
statutory_limit: 法定期限（天/日）
promised_limit: 承诺期限（天/日）
fee: 收费（征收）依据和标准
openness: 公开类型 | 是否公示 | 是否公开
remedy: 救助渠道 | 诉求渠道
status: 状态 | 有效状态
note: 备注
responsibility: 责任事项内容 | 责任事项 | 责任内容 | 责任
responsibility_basis: 责任事项依据 | 责任事项的依据 | 责任依据 | 追责依据
accountable: 追责对象范围 | 追责对象 | 问责对象 | 责任对象范围
accountability: 追责情形 | 问责情形 | 责任追究情形
"""
RISKS_SEEN = """
unit: 单位/科室 | 责任主体 | 部门 | 部门信息 | 单位名称
business: 职权内容 | 权力事项 | 权力名称 | 业务名称 | 业务事项描述 | 工作事项 | 职权名称
step: 流程 | 关键环节 | 重要环节 | 业务流程 | 风险防控环节
post: 岗位 | 岗位 类别 | 涉及对象 | 涉及关键岗位 | 风险点涉及的岗位
name: 风险点 | 风险 名称 | 风险项目名称 | 廉政风险 | 廉洁风险点
description: 廉政风险主要内容及表现形式 | 表现形式 | 廉政风险点表现形式 | 风险描述 | 廉政风险点描述 | 廉洁风险点自查描述 | 廉政风险点及等级
category_written: 风险 类别 | 排查领域 | 排查分类
point_count: 风险点数量
level: 风险等级 | 等级 | 廉政风险点及等级
likelihood_value: 风险发生可能性L值
severity_value: 风险产生严重性C值
risk_value: 廉政风险值D值
measure: 防控措施 | 防范措施 | 防控方法 | 防控要点及防控措施 | 预防和控制措施 | 细化的防控措施 | 防控措施清单
indicator: 监测 指标
owner: 责任人 | 责任主体 | 直接责任人 | 姓名
department_owner: 部门责任人 | 部门 负责人
leader: 责任 领导 | 主管领导 | 分管领导
due: 执行年份 | 完成时限
"""


def plain(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).split())


def fields_of(kind: SheetKind, heading: str) -> set[str]:
    return {c.field for c in kind.columns if plain(heading) in {plain(known) for known in c.headings}}


def lines(table: str) -> list[tuple[str, str]]:
    pairs = [line.split(": ") for line in table.strip().splitlines()]
    return [(field, heading) for field, headings in pairs for heading in re.split(r" \| ", headings)]


@pytest.mark.parametrize("field, heading", lines(POWERS_SEEN))
def test_every_heading_seen_in_a_power_list_is_known(field: str, heading: str) -> None:
    """R-HY-01"""
    assert field in fields_of(POWERS, heading)


@pytest.mark.parametrize("field, heading", lines(RISKS_SEEN))
def test_every_heading_seen_in_a_risk_table_is_known(field: str, heading: str) -> None:
    """R-XZ-11"""
    assert field in fields_of(RISKS, heading)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_heading_of_two_columns_has_a_reading_for_each(kind: SheetKind) -> None:
    for heading in {heading for column in kind.columns for heading in column.headings}:
        fields = fields_of(kind, heading)
        readings = {r.field for r in kind.readings if plain(r.heading) == plain(heading)}
        if len(fields) > 1:
            assert readings == fields, f"{kind.name}: {heading}"
        assert readings <= fields, f"{kind.name}: {heading}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_names_only_columns_that_it_has(kind: SheetKind) -> None:
    fields = [column.field for column in kind.columns]
    assert len(set(fields)) == len(fields)
    assert {kind.name_field, *kind.telling, *kind.standing_in} <= set(fields)
    assert {reading.heading for reading in kind.readings} <= {h for c in kind.columns for h in c.headings}
    for reading in kind.readings:
        assert {*reading.before, *reading.after, *reading.together} <= set(fields)
    assert kind.workbook in WORKBOOK_KINDS
    assert not any(fields_of(kind, heading) for heading in kind.not_kept)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_column_takes_the_heading_that_is_the_proper_one_of_another(kind: SheetKind) -> None:
    for column in kind.columns:
        others = fields_of(kind, column.heading) - {column.field}
        assert not others or column.heading in kind.undecided, f"{kind.name}: {column.heading} {others}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_column_tells_the_clerk_what_to_write(kind: SheetKind) -> None:
    for column in kind.columns:
        assert column.note.endswith("。"), column.field
        if column.value is ValueKind.TERM:
            assert column.choices
        if column.required and column.in_template:
            assert column.example


def test_the_example_mark_never_looks_like_a_number() -> None:
    assert not EXAMPLE_MARK.isdigit()


def test_responsible_subject_before_the_risk_is_the_unit_and_after_the_measure_a_person() -> None:
    before = RISKS.reading_of("责任主体", {"sequence"}, {"business", "name", "level", "measure", "owner"})
    after = RISKS.reading_of("责任主体", {"step", "post", "description", "measure"}, set())
    assert (before, after) == ("unit", "owner")
    assert RISKS.reading_of("责任主体", {"sequence"}, {"name", "measure"}) == "unit"


def test_a_department_is_the_section_where_another_column_names_the_unit() -> None:
    assert RISKS.reading_of("部门", {"sequence"}, {"name", "measure"}) == "unit"
    assert RISKS.reading_of("部门", {"sequence", "unit"}, {"name", "measure"}) == "section"


def test_flow_is_the_business_beside_a_step_and_the_step_alone() -> None:
    assert RISKS.reading_of("流程", set(), {"step", "post", "description"}) == "business"
    assert RISKS.reading_of("流程", {"business"}, {"name"}) == "step"


def test_responsible_subject_of_a_power_list_is_the_body_unless_another_column_is() -> None:
    assert POWERS.reading_of("责任主体", {"name", "category"}, {"basis_text"}) == "exercising_body"
    assert POWERS.reading_of("责任主体", {"name", "exercising_body"}, set()) == "office"
    assert POWERS.reading_of("责任主体", {"exercising_body", "office"}, set()) is None


def test_unit_is_the_exercising_body_only_where_no_column_is() -> None:
    assert POWERS.reading_of("单位", {"sequence"}, {"name"}) == "exercising_body"
    assert POWERS.reading_of("单位", {"sequence"}, {"name", "exercising_body"}) == "unit"


def test_a_duty_heading_is_never_known_by_a_part_of_it() -> None:
    assert fields_of(POWERS, "责任事项") == {"responsibility"}
    assert fields_of(POWERS, "责任事项依据") == {"responsibility_basis"}


def test_the_organization_workbook_has_four_sheets() -> None:
    """R-XZ-01, R-XZ-02"""
    assert [kind.title for kind in KINDS if kind.workbook == "organization"] == [
        "单位",
        "人员",
        "职务",
        "分工",
    ]
    assert {kind.name_field for kind in (UNITS, PEOPLE)} == {"name"}
    assert (POSTS.name_field, DUTIES.name_field) == ("title", "person")


def test_clerks_who_typed_the_list_are_not_taken_in() -> None:
    assert "录入人" in POWERS.not_kept
