"""Rules about posts and persons."""

from powerctl.rulebook.personnel.collective import PER009
from powerctl.rulebook.personnel.exams import PER005, PER006
from powerctl.rulebook.personnel.notice import PER007, PER015
from powerctl.rulebook.personnel.probation import PER008, PER017
from powerctl.rulebook.personnel.process import PER001, PER002
from powerctl.rulebook.personnel.reports import PER012, PER013, PER014
from powerctl.rulebook.personnel.selection import PER010, PER011, PER016
from powerctl.rulebook.personnel.vetting import PER003, PER004

PERSONNEL_RULES = (
    *(PER001, PER002, PER003, PER004, PER005, PER006, PER007, PER008, PER009),
    *(PER010, PER011, PER012, PER013, PER014, PER015, PER016, PER017),
)
