"""流程图 of 云泽县财政局: the five named charts, two powers' own, and one that a category shares. All invented.

Planted faults, in the charts (nothing keeps the workbook from being imported):

* REG012: 重大事件处置流程图 has no step of the stage 结果: its last steps belong to 执行. No risk point stands
  at a step of these charts unless its 关键环节 is called as the step is.
* REG010: 单位银行账户开立核准流程图 has no supervision point: every step says 否.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns, write_template
from tests.county.drawing import save

UNIT = "云泽县财政局"
_CHART_FIELDS = ("name", "kind", "power", "category", "form", "conditions", "document")
_STEP_FIELDS = (
    *("code", "kind", "title", "stage", "post_written", "time_limit", "risk_written"),
    *("is_disclosed", "is_supervised", "next", "back"),
)

# name; kind; power; category; form; conditions; document, then a line for each step
_CHARTS = """
# 权力公开透明运行流程图;权力公开透明运行;;;主线式;权力事项新增、取消或者调整;云泽财〔2026〕2号
1;开始;提出权力事项调整;;业务科室;;;否;否;2;
2;步骤;对照三定规定和设定依据核对;决策;业务科室;5个工作日;中：超出法定职责设权;否;否;3;
3;步骤;合法性审查;决策;法规税政科;5个工作日;;否;是;4;2（依据不足）
4;步骤;局党组会议审定;决策;局党组;;高：增设权力未经集体研究;否;是;5;
5;步骤;按清单和流程图行使权力;执行;业务科室;;中：超越清单行使;否;是;6;
6;步骤;公开行使情况和结果;结果;办公室;3个工作日;低：公开不及时;是;否;7;
7;步骤;受理意见和投诉;结果;纪检监察组组长;;;是;是;8;5（意见属实）
8;结束;归档并更新清单;结果;办公室;;;否;否;;
# 重大事项决策流程图;重大事项决策;;;主线式;属于局党组议事决策事项目录的事项;云泽财党〔2026〕3号
1;开始;提出决策建议;;业务科室;;;否;否;2;
2;步骤;调研论证并公开征求意见;决策;业务科室;10个工作日;;是;否;3;
3;判断;是否专业性强或者影响面广;决策;业务科室;;;否;否;4（是）；5（否）;
4;步骤;专家论证和风险评估;决策;业务科室;10个工作日;中：论证走过场;否;是;5;
5;步骤;合法性审查;决策;法规税政科;5个工作日;;否;是;6;
6;步骤;局党组会议集体讨论表决;决策;局党组;;高：主要负责人先表态定调;否;是;7;
7;判断;是否通过;决策;局党组;;;否;否;8（通过）;2（修改后再议）
8;步骤;组织实施和督办;执行;业务科室;;中：执行走样;否;是;9;
9;步骤;公开决策和执行结果;结果;办公室;5个工作日;;是;否;10;
10;结束;后评估并归档;结果;办公室;;;否;否;;
# 干部任免流程图;干部任免;;;主线式;中层职位空缺或者到龄、轮岗;云泽财党〔2026〕4号
1;开始;研判动议;;人事科;;;否;否;2;
2;步骤;局党组研究初始提名;决策;局党组;;高：个人指定人选;否;是;3;
3;步骤;民主推荐;决策;人事科;;中：拉票;否;是;4;
4;步骤;组织考察并听取纪检意见;决策;人事科;10个工作日;;否;是;5;2（发现影响任用的问题）
5;步骤;局党组会议票决;决策;局党组;;高：临时动议决定任免;否;是;6;
6;判断;是否通过;决策;局党组;;;否;否;7（通过）;1（未通过）
7;步骤;任前公示;结果;人事科;5个工作日;;是;是;8;4（反映问题需查核）
8;步骤;任职谈话并办理任职;执行;人事科;;;否;否;9;
9;结束;材料归档;结果;人事科;;;否;否;;
# 重大事件处置流程图;重大事件处置;;;主线式;资金安全、信访或者舆情突发事件;云泽财〔2026〕5号
1;开始;接到报告;;办公室;;;否;否;2;
2;步骤;核实情况并报主要负责人;决策;办公室;1个工作日;中：瞒报迟报;否;否;3;
3;判断;是否达到重大事件标准;决策;局长;;;否;否;4（是）；5（否）;
4;步骤;班子紧急会商;决策;局党组;;高：处置方案个人决定;否;是;6;
5;步骤;分管领导组织处置;执行;分管副局长;2个工作日;;否;否;7;
6;步骤;启动预案并报县政府;执行;办公室;1个工作日;;否;是;7;
7;结束;处置完毕;执行;办公室;;;否;否;;
# 大额资金使用流程图;大额资金使用;;;泳道式;单笔支出达到本局大额资金标准;云泽财党〔2026〕5号
1;开始;提出用款申请;;业务科室;;;否;否;2;
2;步骤;审核预算和绩效目标;决策;预算科;3个工作日;中：虚列项目、拆分资金规避集体研究;否;否;3;1（材料不全）
3;判断;是否达到大额标准;决策;预算科;;;否;否;4（未达到）；5（达到）;
4;步骤;分管领导审批;决策;分管副局长;2个工作日;中：越权审批;否;是;7;1（不同意）
5;步骤;局党组会议集体研究;决策;局党组;;高：末位表态落实不到位;否;是;6;
6;判断;是否通过;决策;局党组;;;否;否;7（通过）;2（未通过）
7;步骤;国库集中支付;执行;国库科;5个工作日;高：超进度、超标准付款;否;是;8;
8;步骤;公开资金使用结果;结果;办公室;7个工作日;低：公开不完整;是;否;9;
9;结束;归档并跟踪绩效;结果;预算科;;;否;否;;
# 财政专项资金分配流程图;权力事项;财政专项资金分配;;主线式;上级专项资金下达或者年度预算批复;云泽财〔2026〕6号
1;开始;收到资金下达文件;;预算科;;;否;否;2;
2;步骤;会同主管部门提出分配方案;决策;预算科;15个工作日;高：按关系分配、撒胡椒面;否;否;3;
3;步骤;财政监督科复核;决策;财政监督科;3个工作日;;否;是;4;2（不符合办法）
4;步骤;局党组会议研究;决策;局党组;;高：个人说了算;否;是;5;
5;步骤;公示分配结果;结果;预算科;7个工作日;;是;是;6;2（异议成立）
6;步骤;下达资金;执行;国库科;3个工作日;中：滞留资金;否;否;7;
7;结束;绩效评价;结果;财政监督科;;;否;否;;
# 单位银行账户开立核准流程图;权力事项;单位银行账户开立核准;;主线式;单位申请开立银行账户;云泽财〔2026〕7号
1;开始;提交申请;;国库科;;;否;否;2;
2;判断;材料是否齐全;决策;国库科;1个工作日;;否;否;3（齐全）;1（一次告知补正）
3;步骤;审核开户理由;执行;国库科;3个工作日;低：人情办理;否;否;4;
4;步骤;核准并登记备案;决策;国库科;5个工作日;中：违规开户;否;否;5;
5;结束;公开办理结果;结果;国库科;;;是;否;;
# 行政处罚类权力运行流程图;权力事项;;行政处罚;主线式;检查发现或者接到举报的财政违法行为;云泽财〔2026〕8号
1;开始;发现线索;;财政监督科;;;否;否;2;
2;判断;是否立案;决策;财政监督科;7个工作日;高：有案不立、压案不查;否;是;3（立案）；8（不予立案）;
3;步骤;两人以上调查取证;执行;财政监督科;30个工作日;中：选择性取证;否;是;4;
4;步骤;法制审核;决策;法规税政科;5个工作日;;否;是;5;3（事实不清）
5;步骤;告知并听取陈述申辩、听证;执行;财政监督科;;;是;否;6;
6;步骤;局领导集体讨论决定;决策;局党组;;高：滥用裁量权;否;是;7;
7;步骤;公开处罚决定并执行;结果;财政监督科;7个工作日;中：执行不到位;是;否;8;
8;结束;结案归档;结果;财政监督科;;;否;否;;
"""


def write_charts(path: Path) -> None:
    """The workbook of the bureau's eight charts, on powerctl's own template."""
    with TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.xlsx"
        write_template("charts", blank)
        book = load_workbook(blank)
    rows = {"charts": list(charts()), "steps": list(steps())}
    for kind in KINDS:
        if kind.name not in rows:
            continue
        columns = [column.field for column in template_columns(kind)]
        for row, values in enumerate(rows[kind.name], start=EXAMPLE_ROW + 1):
            for column, name in enumerate(columns, start=1):
                if values.get(name):
                    book[kind.title].cell(row, column).value = values[name]
    save(book, path)


def charts() -> Iterator[dict[str, str]]:
    """The rows of 流程图."""
    for line in _CHARTS.strip().splitlines():
        if line.startswith("#"):
            values = dict(zip(_CHART_FIELDS, line.removeprefix("# ").split(";"), strict=True))
            yield values | {"unit": UNIT, "valid_from": "2026-03-01"}


def steps() -> Iterator[dict[str, str]]:
    """The rows of 环节."""
    name = ""
    for line in _CHARTS.strip().splitlines():
        if line.startswith("#"):
            name = line.removeprefix("# ").split(";")[0]
        else:
            yield dict(zip(_STEP_FIELDS, line.split(";"), strict=True)) | {"chart": name}
