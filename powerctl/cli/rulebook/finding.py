"""finding: what the checks found, over all runs."""

from powerctl.cli.chinese import area
from powerctl.cli.listing import add_list, add_show

app = area("问题：查询最近检查的结果")
add_list(app, "finding", "问题")
add_show(app, "finding", "问题")
