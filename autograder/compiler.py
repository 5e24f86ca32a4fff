"""Imports torch's compiler where it costs nobody: the first optimizer of a process does, for over a second."""

import os
import tempfile
from unittest import mock


def import_beforehand() -> None:
    """Import torch's compiler and leave no folder of its behind."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, TORCHINDUCTOR_CACHE_DIR=folder):
        import torch._dynamo  # noqa: F401  # makes its cache folder while it is imported
