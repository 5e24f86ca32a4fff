"""Imports torch's compiler where it costs nobody: the first optimizer of a process does, for over a second."""

import os
import tempfile
from unittest import mock


def import_beforehand() -> None:
    """Import torch's compiler; the folder that it makes for its cache meanwhile is one that is there."""
    with mock.patch.dict(os.environ, TORCHINDUCTOR_CACHE_DIR=tempfile.gettempdir()):
        import torch._dynamo  # noqa: F401
