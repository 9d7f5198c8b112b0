"""What to do about a file that cannot be read: the hints that several refusals share."""

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开后另存为 .xlsx，再运行 powerctl import"
ASK_AGAIN = "请向报送单位重新要一份，或用 Excel 或 WPS 打开修复后另存为 .xlsx"
NOT_FROM_AN_OFFICE = "这不是办公软件保存的工作簿，请勿打开，请向报送单位核实来源"
NO_MACROS = "请用 Excel 或 WPS 另存为不含宏的 .xlsx，再运行 powerctl import"
NO_PASSWORD = "请取消密码后另存，再运行 powerctl import"  # noqa: S105
SMALLER_FILES = "请按部门或年度分成几个文件"
