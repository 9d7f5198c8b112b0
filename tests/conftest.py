"""What all tests share: every table is registered, as tests ask the metadata for them."""

from powerctl.model import load_all

load_all()
