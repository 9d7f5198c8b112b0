"""What all tests share: every table is registered, as tests ask the metadata for them; the values of property tests.

`make test` tries the same values in every run, so that a test that fails does so for what was changed;
`make search` tries others each time. What it finds becomes an `@example`.
"""

import os

from hypothesis import settings

from powerctl.model import load_all

settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
load_all()
