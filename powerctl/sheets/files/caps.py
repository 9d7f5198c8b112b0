"""How much a workbook may hold before it is refused unread. Not numbers of a document: of this machine."""

MIB = 1 << 20

FILE_BYTES = 100 * MIB
OLE_BYTES = 20 * MIB
PARTS = 5_000
UNPACKED_BYTES = 1024 * MIB
# Beyond this size a part packed tighter than honest sheets ever are is a bomb.
TRUSTED_UNPACKED_BYTES = 200 * MIB
PACKING = 100
# Lists of forgotten names in the workbook part grow to many megabytes.
SMALL_PART_BYTES = 64 * MIB

SHEETS = 255
ROWS = 200_000
COLUMNS = 512
CELLS = 3_000_000
# calamine fills a block from the first to the last filled cell, 32 bytes each.
AREA = 10_000_000
TEXT = 32_767
UNBROKEN_BYTES = MIB
MERGES = 40_000
STRINGS = 1_000_000
DEPTH = 64

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# An honest file near FILE_BYTES, 90,000 rows of long texts, takes 0.7 GiB; with shared strings twice that.
MEMORY_BYTES = 2 * 1024 * MIB
CPU_SECONDS = 60
CPU_SECONDS_AT_MOST = 70
WALL_SECONDS = 300
