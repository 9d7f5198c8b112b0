"""batch: what was imported, when, and with which receipt."""

from powerctl.cli.chinese import area
from powerctl.cli.listing import add_list, add_show

app = area("导入批次")
add_list(app, "import_batch", "导入批次")
add_show(app, "import_batch", "导入批次")
