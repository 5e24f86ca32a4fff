"""The cell of chapter 4 that reads Fashion-MNIST, on small files in its format; nothing is downloaded."""

import gzip
import hashlib
import struct

import pytest
import torch

from autograder.authoring.page import read_page
from autograder.course import KIT

PAGE = KIT / "reference" / "ch04_linear_classification" / "page.md"
IMAGES = torch.arange(2 * 28 * 28, dtype=torch.int64).reshape(2, 28, 28).remainder(256).to(torch.uint8)
LABELS = torch.tensor([9, 0], dtype=torch.uint8)


def idx(values: torch.Tensor) -> bytes:
    """Return a uint8 tensor as an IDX file."""
    head = struct.pack(f">HBB{values.dim()}I", 0, 8, values.dim(), *values.shape)
    return head + bytes(values.flatten().tolist())


@pytest.fixture
def cell():
    """Return what the page's loading cell defines."""
    (source,) = [b.text for b in read_page(PAGE).blocks if b.kind == "given" and "def read_idx" in b.text]
    names = {"torch": torch, "Tensor": torch.Tensor}
    exec(compile(source, str(PAGE), "exec"), names)
    return names


@pytest.fixture
def published(cell, tmp_path, monkeypatch):
    """Put two small files, with their sums, where the cell downloads from; return the folder."""
    source = tmp_path / "published"
    source.mkdir()
    for name, values in (("train-images-idx3-ubyte.gz", IMAGES), ("train-labels-idx1-ubyte.gz", LABELS)):
        data = gzip.compress(idx(values))
        (source / name).write_bytes(data)
        cell["FASHION_MD5"][name] = hashlib.md5(data).hexdigest()
    cell["FASHION_URL"] = source.as_uri() + "/"
    monkeypatch.chdir(tmp_path)
    return source


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gz"])
@pytest.mark.parametrize("values", [IMAGES, LABELS, IMAGES[:0]], ids=["images", "labels", "none"])
def test_reads_idx_files(cell, tmp_path, values, pack):
    path = tmp_path / "file"
    path.write_bytes(pack(idx(values)))
    got = cell["read_idx"](path)
    assert got.dtype == torch.uint8
    assert torch.equal(got, values)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (idx(IMAGES)[:-1], "is it complete"),
        (idx(IMAGES) + b"\0", "is it complete"),
        (idx(LABELS).replace(b"\0\0\x08", b"\0\0\x0d", 1), "no IDX file of bytes"),
        (b"<html>not found</html>", "no IDX file of bytes"),
        (b"", "no IDX file of bytes"),
    ],
    ids=["short", "long", "floats", "page", "empty"],
)
def test_names_files_that_are_something_else(cell, tmp_path, data, fault):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=fault):
        cell["read_idx"](path)


def test_gives_images_labels_and_names(cell, published):
    images, labels, names = cell["image_data"](download=True)
    assert images.shape == (2, 1, 28, 28) and images.dtype == torch.float32
    assert torch.equal((images[:, 0] * 255).round().to(torch.uint8), IMAGES)
    assert labels.dtype == torch.int64 and labels.tolist() == [9, 0]
    assert [names[c] for c in labels] == ["ankle boot", "T-shirt/top"] and len(names) == 10


def test_downloads_once(cell, published):
    cell["image_data"](download=True)
    for path in published.iterdir():
        path.unlink()
    assert len(cell["image_data"](download=True)[0]) == 2


def test_refuses_what_was_not_published(cell, published):
    name = "train-labels-idx1-ubyte.gz"
    (published / name).write_bytes(gzip.compress(idx(LABELS + 1)))
    with pytest.raises(ValueError, match="is not the file that was published"):
        cell["image_data"](download=True)
    assert not list((published.parent / "data").rglob(name)), "a wrong file was kept"


def test_labels_belong_to_images(cell, published):
    name = "train-labels-idx1-ubyte.gz"
    data = gzip.compress(idx(LABELS[:1]))
    (published / name).write_bytes(data)
    cell["FASHION_MD5"][name] = hashlib.md5(data).hexdigest()
    with pytest.raises(ValueError, match="do not belong together"):
        cell["image_data"](download=True)


def test_the_digits_stand_in_without_a_network(cell):
    images, labels, names = cell["image_data"]()
    assert images.shape == (1797, 1, 8, 8) and images.dtype == torch.float32
    assert float(images.min()) == 0 and float(images.max()) == 1
    assert labels.shape == (1797,) and labels.dtype == torch.int64 and len(names) == 10
