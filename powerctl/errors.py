"""Bad news, five kinds, never mixed.

Refused             one sentence with its values and the next command to type   status 3
├── Busy            another command is writing                                  status 3
└── NotReadable     a file that cannot be read as a workbook                    status 3
IntegrityFailure    the ledger's or SQLite's own check found something          status 4

Problems of a workbook and findings are values, not exceptions. Anything else that
reaches the root is a bug: traceback, status 70.
"""

import errno


class PowerctlError(Exception):
    """Bad news with a sentence for the clerk (`str(error)`) and what to type next (`hint`)."""

    status = 3
    hint = ""

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence)
        if hint:
            self.hint = hint


class Refused(PowerctlError):
    """What the clerk asked for cannot be done; nothing was written. Status 3."""


class Busy(Refused):
    """Another command is writing to the same file. Status 3."""


class NotReadable(Refused):
    """A file cannot be read as a workbook; `code` says why in one word (`BOMB`, `MACRO`, …). Status 3."""

    def __init__(self, code: str, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.code = code


class IntegrityFailure(PowerctlError):
    """The file was altered or is damaged: what was found, and where. Status 4."""

    status = 4


_SYSTEM_WORDS = {
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已满",
    "EROFS": "磁盘或文件夹是只读的",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "ENOENT": "文件或文件夹不存在",
    "EISDIR": "是文件夹，不是文件",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EEXIST": "文件已存在",
    "ENOTEMPTY": "文件夹不是空的",
    "ENAMETOOLONG": "文件名过长",
    "EBUSY": "文件或磁盘正被占用",
    "ETXTBSY": "文件正被占用",
    "EIO": "磁盘读写出错",
    "ENXIO": "设备不存在或没有接好",
    "ENODEV": "设备不存在或没有接好",
    "ELOOP": "链接互相指向，没有尽头",
    "EMFILE": "打开的文件过多",
    "ENFILE": "打开的文件过多",
    "EFBIG": "文件过大，磁盘格式存不下",
    "EINVAL": "路径或文件名不合规定",
    "EILSEQ": "文件名含有无法识别的字",
    "EXDEV": "不能跨磁盘移动文件",
    "ENOMEM": "内存不足",
    "EAGAIN": "文件正被占用",
    "ESPIPE": "不是普通文件",
    "ENOSYS": "磁盘不支持这一操作",
    "ENOTSUP": "磁盘不支持这一操作",
    "EOPNOTSUPP": "磁盘不支持这一操作",
    "ETIMEDOUT": "网络磁盘没有回应",
    "ESTALE": "网络磁盘的连接已失效",
    "EHOSTDOWN": "网络磁盘连接不上",
    "EHOSTUNREACH": "网络磁盘连接不上",
    "ENETUNREACH": "网络磁盘连接不上",
    "ENOTCONN": "网络磁盘连接不上",
}


def system_words(error: OSError) -> str:
    """What the system refused, in Chinese, without the file's name: its own words are English."""
    number = error.errno or 0
    return _SYSTEM_WORDS.get(errno.errorcode.get(number, ""), f"系统不允许（错误号 {number}）")
