"""The loader of chapter 10's page reads an archive in the real data set's format; no network is used."""

import urllib.request
import zipfile
from pathlib import Path

import pytest
import torch

from autograder.authoring.page import read_page

PAGE = Path(__file__).parents[2] / "reference" / "ch10_modern_recurrent_networks" / "page.md"
# As published: tabs, no-break spaces before French marks, and in newer versions a third column.
LINES = [
    "Go.\tVa !",
    "Hi.\tSalut\u202f!\tCC-BY 2.0 (France) Attribution: tatoeba.org #538123",
    "I won!\tJ'ai gagné\u00a0!",
]
PAIRS = [("go .", "va !"), ("hi .", "salut !"), ("i won !", "j'ai gagné !")]


@pytest.fixture
def loader(monkeypatch):
    """The names that the given cells with dates and sentences define; fetching anything but local files fails."""
    given = [block.text for block in read_page(PAGE).blocks if block.kind == "given"]
    cells = [text for text in given if "def date_pairs" in text or "def load_pairs" in text]
    assert len(cells) == 2
    namespace = {"torch": torch, "Tensor": torch.Tensor}
    for cell in cells:
        exec(compile(cell, str(PAGE), "exec"), namespace)
    retrieve = urllib.request.urlretrieve

    def local_only(url, *args):
        assert url.startswith("file:"), f"the test would fetch {url}"
        return retrieve(url, *args)

    monkeypatch.setattr(urllib.request, "urlretrieve", local_only)
    return namespace


def write_archive(path, lines, name="fra-eng/fra.txt", end="\n"):
    """Write an archive like the published one, with a file about it beside the sentences."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("fra-eng/_about.txt", "Tab-delimited Bilingual Sentence Pairs")
        archive.writestr(name, end.join([*lines, ""]).encode("utf-8"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["fra-eng/fra.txt", "fra.txt"])
def test_reads_words_marks_and_any_kind_of_space(loader, tmp_path, name, end):
    path = tmp_path / "fra-eng.zip"
    write_archive(path, LINES, name, end)
    sources, targets = loader["read_sentence_pairs"](path)
    assert sources == [source.split() for source, _ in PAIRS]
    assert targets == [target.split() for _, target in PAIRS]


def test_rejects_what_is_no_archive(loader, tmp_path):
    path = tmp_path / "fra-eng.zip"
    path.write_text("<html>not found</html>")
    with pytest.raises(ValueError, match="no zip archive"):
        loader["read_sentence_pairs"](path)


def test_rejects_an_archive_of_something_else(loader, tmp_path):
    path = tmp_path / "fra-eng.zip"
    write_archive(path, LINES, "deu.txt")
    with pytest.raises(ValueError, match=r"no fra\.txt"):
        loader["read_sentence_pairs"](path)


def test_rejects_a_line_without_a_tab(loader, tmp_path):
    path = tmp_path / "fra-eng.zip"
    write_archive(path, [*LINES, "I see. Je comprends."])
    with pytest.raises(ValueError, match="without a tab"):
        loader["read_sentence_pairs"](path)


def test_fetches_the_archive_and_keeps_it(loader, tmp_path):
    write_archive(tmp_path / "published" / "fra-eng.zip", [f"Go {k}.\tVa {k} !" for k in range(50)])
    here = tmp_path / "data" / "fra-eng"
    url = (tmp_path / "published" / "fra-eng.zip").as_uri()
    parts = loader["load_pairs"](download=True, folder=str(here), url=url, most=40)

    assert [len(part) for part in parts] == [36, 36, 4, 4]
    assert [path.name for path in here.iterdir()] == ["fra-eng.zip"]
    sources, targets = parts[0] + parts[2], parts[1] + parts[3]
    assert sorted(sources) == sorted(["go", str(k), "."] for k in range(40)), "the first forty, each once"
    assert all(target == ["va", source[1], "!"] for source, target in zip(sources, targets, strict=True))


def test_does_not_fetch_again_what_is_there(loader, tmp_path):
    write_archive(tmp_path / "data" / "fra-eng.zip", LINES)
    parts = loader["load_pairs"](download=True, folder=str(tmp_path / "data"))  # its url is no local one
    assert [len(part) for part in parts] == [3, 3, 0, 0]


def test_takes_dates_without_download(loader):
    sources, targets, new_sources, new_targets = loader["load_pairs"]()
    assert [len(sources), len(targets), len(new_sources), len(new_targets)] == [2000, 2000, 300, 300]
    everything = ["".join(source) for source in sources + new_sources]
    assert len(set(everything)) == 2300, "no date is among the new ones that was trained with"
    assert max(map(len, everything)) == 11 and min(map(len, everything)) == 10
    for source, target in zip(everything, targets + new_targets, strict=True):
        year, month, day = map(int, "".join(target).split("-"))
        words = [str(day), loader["MONTHS"][month - 1]]
        assert source in (" ".join([*words, str(year)]), " ".join([*words[::-1], str(year)]))
        assert 1 <= day <= 28 and 1970 <= year <= 2029


def test_draws_all_dates_once(loader):
    sources, _ = loader["date_pairs"](1344, torch.Generator().manual_seed(0), 1968, 1969)
    assert len({"".join(source) for source in sources}) == 1344 == 2 * 12 * 28 * 2


def test_numbers_the_special_tokens_first(loader):
    vocab = loader["make_vocab"]([["b", "a"], ["c", "b"]])
    assert vocab == {"<pad>": 0, "<bos>": 1, "<eos>": 2, "<unk>": 3, "a": 4, "b": 5, "c": 6}
