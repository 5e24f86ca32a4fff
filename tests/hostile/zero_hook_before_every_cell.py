"""Registers a hook that ends the process when the next cell runs."""

import os

get_ipython().events.register("pre_run_cell", lambda *args: os._exit(0))  # noqa: F821
