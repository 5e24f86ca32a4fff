"""The loader of chapter 7's page reads files in the real data set's format; no network is used."""

import gzip
import math
import struct
import urllib.request
from pathlib import Path

import pytest
import torch

from autograder.authoring.page import read_page

PAGE = Path(__file__).parents[2] / "reference" / "ch07_convolutional_networks" / "page.md"
NAMES = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")


@pytest.fixture
def loader(monkeypatch):
    """The names that the given cell with the loader defines; fetching anything but local files fails."""
    cells = [b.text for b in read_page(PAGE).blocks if b.kind == "given" and "def load_pictures" in b.text]
    assert len(cells) == 1
    namespace = {"torch": torch, "Tensor": torch.Tensor}
    exec(compile(cells[0], str(PAGE), "exec"), namespace)
    retrieve = urllib.request.urlretrieve

    def local_only(url, *args):
        assert url.startswith("file:"), f"the test would fetch {url}"
        return retrieve(url, *args)

    monkeypatch.setattr(urllib.request, "urlretrieve", local_only)
    return namespace


def idx(array):
    """Return a tensor of bytes in IDX format."""
    return struct.pack(f">HBB{array.dim()}I", 0, 8, array.dim(), *array.shape) + bytes(array.flatten().tolist())


def write_data_set(folder):
    """Write a data set of six and three pictures in the four files of MNIST; return its tensors."""
    generator = torch.Generator().manual_seed(0)
    arrays = []
    for n in (6, 3):
        arrays.append(torch.randint(256, (n, 28, 28), generator=generator, dtype=torch.uint8))
        arrays.append(torch.randint(10, (n,), generator=generator, dtype=torch.uint8))
    folder.mkdir(parents=True)
    for name, array in zip(NAMES, arrays, strict=True):
        (folder / f"{name}-ubyte.gz").write_bytes(gzip.compress(idx(array)))
    return arrays


@pytest.mark.parametrize("shape", [(5,), (2, 28, 28), (1, 3, 4)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reads_bytes_in_row_order(loader, tmp_path, shape, pack):
    array = torch.arange(math.prod(shape)).remainder(256).to(torch.uint8).reshape(shape)
    path = tmp_path / "some-idx"
    path.write_bytes(pack(idx(array)))
    got = loader["read_idx"](path)
    assert got.dtype == torch.uint8
    assert torch.equal(got, array)


def test_reads_a_header_as_it_stands_in_the_published_files(loader, tmp_path):
    """The first sixteen bytes of MNIST's training pictures say 60,000 x 28 x 28."""
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(bytes.fromhex("00000803 0000ea60 0000001c 0000001c") + bytes(60000 * 28 * 28))
    assert loader["read_idx"](path).shape == (60000, 28, 28)


def test_rejects_what_is_no_idx_file_of_bytes(loader, tmp_path):
    path = tmp_path / "page.html"
    for content in (b"<html>not found</html>", struct.pack(">HBBI", 0, 13, 1, 1) + bytes(4)):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="no IDX file"):
            loader["read_idx"](path)


def test_rejects_a_file_that_was_cut_off(loader, tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(idx(torch.zeros(10, dtype=torch.uint8))[:-3])
    with pytest.raises(ValueError, match="holds 7 numbers"):
        loader["read_idx"](path)


def test_fetches_standardises_and_keeps_the_files(loader, tmp_path):
    arrays = write_data_set(tmp_path / "published")
    here = tmp_path / "data" / "fashion-mnist"
    url = (tmp_path / "published").as_uri() + "/"
    train_X, train_y, test_X, test_y = loader["load_pictures"](download=True, folder=str(here), url=url)

    assert train_X.shape == (6, 1, 28, 28) and test_X.shape == (3, 1, 28, 28)
    assert train_X.dtype == torch.float32 and train_y.dtype == torch.int64
    assert torch.equal(train_y, arrays[1].long()) and torch.equal(test_y, arrays[3].long())
    raw = arrays[0] / 255
    torch.testing.assert_close(train_X[:, 0], (raw - raw.mean()) / raw.std())
    torch.testing.assert_close(test_X[:, 0], (arrays[2] / 255 - raw.mean()) / raw.std())
    assert sorted(path.name for path in here.iterdir()) == sorted(f"{name}-ubyte.gz" for name in NAMES)


def test_does_not_fetch_again_what_is_there(loader, tmp_path):
    write_data_set(tmp_path / "data")
    pictures = loader["load_pictures"](download=True, folder=str(tmp_path / "data"))  # its url is no local one
    assert [len(part) for part in pictures] == [6, 6, 3, 3]


def test_takes_the_bundled_digits_without_download(loader):
    train_X, train_y, test_X, test_y = loader["load_pictures"]()
    assert train_X.shape == (1400, 1, 28, 28) and test_X.shape == (397, 1, 28, 28)
    assert abs(train_X.mean()) < 1e-5 and abs(train_X.std() - 1) < 1e-5
    assert sorted(set(train_y.tolist())) == list(range(10)) == sorted(set(test_y.tolist()))
