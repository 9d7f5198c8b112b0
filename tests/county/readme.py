"""sample_data/README.md: what lies there and what is wrong in it, written from the same lists as the workbooks."""

from tests.county.faults import DOUBTS, FAULTS, NEVER_A_FAULT, WHOLE_TABLES, Fault
from tests.county.people import UNITS

_HEAD = """# 样例县：云泽县

这里是一个虚构县的权责清单和廉政风险表，供试用和检验 powerctl。县名、单位、人名、事项、法规名称全部虚构，
法规名称后都带有“（样例）”字样；如有雷同，纯属巧合。

试用：`powerctl demo` 一次完成导入、检查、评级和出表。逐步来：

```
powerctl --db 云泽县.db init 云泽县.db --county 云泽县
powerctl --db 云泽县.db import sample_data/*.xls*
powerctl --db 云泽县.db check --as-of 2026-06-30
```

机构人员（01）须先导入，其余先后不限。

`findings.csv` 是截至 2026-06-30 的检查结果（规则、结论、检查对象、程度），一行不多、一行不少。
工作簿由 `python -m tests.county.make_county` 生成，`findings.csv` 由 `python -m tests.county.golden` 生成。

## 工作簿

| 文件 | 内容 | 像真实表格的地方 |
|---|---|---|
| 01 机构人员与分工.xlsx | 县和 8 个单位、69 人、70 个职务任职、45 行分工 | 用本系统的空白表填写，带示例行和填写说明 |
| 02 县政府办2026年权责清单.xlsx | 权力 32 项 | 用本系统的空白表填写，年份只在文件名里 |
| 03 财政局权责清单.xlsx | 权力 46 项 | 附件行和标题行；隐藏列里留着下拉选项；表后有备注 |
| 04 住建局权责清单.xls | 权力 56 条（52 项） | 旧 .xls；标题在每格重复；“实施层级及权限”两列同名；子项没有序号；多一张空表 |
| 05 农业农村局权责清单.xlsx | 权力 49 项 | 后缀 .xlsx、内容 .xls；按类别分 7 张表，表名写的项数有一处不对；有隐藏行；有的类别空着 |
| 06 民政局权责清单.xlsx | 权力 33 项 | 每项占几行，其余各列合并 |
| 07 市场监管局权责清单.xlsx | 权力 47 项 | 一组栏目出现两次，前一组隐藏，内容不同 |
| 08 柳溪镇2026年权责清单.xlsx | 权力 23 项 | 用本系统的空白表填写 |
| 09 青石乡权力清单.xlsx | 权力 14 项 | 栏目名称不同；单位写在表头上一行；类别在分隔行里；没有岗位各列 |
| 11 财政局廉政风险点.xlsx | 风险点 20 个 | 用本系统的空白表填写，评估因素齐全 |
| 12 住建局廉政风险点.xlsx | 风险点 18 个 | 等级写Ⅰ、Ⅱ、Ⅲ；没有“风险点”一列，只有表现形式 |
| 13 市场监管局廉政风险点.xlsx | 8 行、风险点 18 个 | 一格几个风险点，各带等级；等级列写“1中2低” |
| 14 四单位廉政风险汇总.xlsx | 风险点 60 个 | 四个单位合在一张表，单位合并单元格；表末有合计 |
| 15 青石乡廉政风险排查表.xlsx | 风险点 8 个 | 没有等级，没有评估因素 |

合计：权力 300 项，风险点 124 个。
"""


def readme() -> str:
    """The whole page."""
    parts = [_HEAD]
    parts.append("## 埋下的问题\n\n每一个都在 `findings.csv` 里，结论为“问题”；除此以外没有别的“问题”。\n")
    parts.append(_table(FAULTS))
    parts.append("## 无法判断\n\n缺了资料的，不算通过，也不算问题。逐项埋下的：\n")
    parts.append(_table(DOUBTS))
    parts.append("整张表带来的：\n")
    lines = ["| 规则 | 单位 | 个数 | 缺什么 |", "|---|---|---|---|"]
    for rule, unit, count, story in WHOLE_TABLES:
        lines.append(f"| {rule} | {UNITS[unit][0] if unit else '各单位'} | {count} | {story} |")
    parts.append("\n".join(lines) + "\n")
    parts.append("## 看着像问题、其实不是\n")
    parts.append(
        "\n".join(f"- {UNITS[unit][0]}“{words}”：{why}。" for unit, words, why in NEVER_A_FAULT) + "\n"
    )
    return "\n".join(parts)


def _table(faults: tuple[Fault, ...]) -> str:
    lines = ["| 规则 | 单位 | 检查对象 | 怎么回事 |", "|---|---|---|---|"]
    for fault in faults:
        items = "、".join(item for item in fault.items if item) or "全单位"
        lines.append(f"| {fault.rule} | {UNITS[fault.unit][0]} | {items} | {fault.story} |")
    return "\n".join(lines) + "\n"
