"""What `rule show` says, as data."""

from datetime import date

from powerctl.limits.values import Override
from powerctl.rulebook.explain import Reads, explain
from powerctl.rulebook.rule import Citation
from tests.rulebook.invented import DUTY, PRODUCT, TODAY, make_rule


def test_the_limits_stand_there_as_of_the_day_with_their_source():
    explanation = explain(PRODUCT, TODAY)
    assert [(limit.name, limit.words, limit.cites) for limit in explanation.limits] == [
        ("risk.product_high", "未设定", "本县自定")
    ]
    own = Override("risk.product_high", None, "60", date(2026, 1, 1), "清纪发〔2026〕1号")
    (limit,) = explain(PRODUCT, TODAY, [own]).limits
    assert (limit.words, limit.cites) == ("60 分", "本县自定：清纪发〔2026〕1号")


def test_what_the_rule_reads_is_named_as_the_clerk_knows_it():
    reads = {read.table: read.columns for read in explain(DUTY, TODAY).reads}
    assert reads["权力事项"] == ("单位", "识别键", "同名次序", "事项名称", "责任事项")
    assert reads["单位"] == ("单位代码",)


def test_the_tables_of_the_check_itself_are_not_named_as_read():
    assert {read.table for read in explain(PRODUCT, TODAY).reads} == {"廉政风险点", "单位"}
    assert all(isinstance(read, Reads) for read in explain(PRODUCT, TODAY).reads)


def test_a_severity_that_depends_on_the_item_is_said_to():
    assert explain(PRODUCT, TODAY).severity_varies
    assert not explain(DUTY, TODAY).severity_varies


def test_an_article_from_memory_is_never_printed_as_a_citation():
    cites = (
        Citation("R-XZ-01", "秀洲", "一"),
        Citation("", "某工作条例（2024）", "第3条", "M"),
        Citation("", "某程序条例（2019）", "第30条", "V"),
    )
    clauses = explain(make_rule("TST003", DUTY.question, cites=cites), TODAY).clauses
    assert [clause.short for clause in clauses] == ["秀洲 一", "待核", "某程序条例（2019） 第30条"]
    assert [(clause.text, clause.mark) for clause in clauses] == [
        ("秀洲区《关于规范党政机关和部门及“一把手”权力阳光运行的意见》 一（R-XZ-01）", ""),
        ("待核", "待核"),
        ("某程序条例（2019） 第30条", "已核原文"),
    ]
