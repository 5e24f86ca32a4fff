"""The loader of chapter 10's tunes reads a file in the real data set's format; no network is used."""

import re
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from autograder.authoring.page import read_page
from reference.ch10_modern_recurrent_networks import bar_durations

PAGE = Path(__file__).parents[2] / "reference" / "ch10_modern_recurrent_networks" / "page.md"

# As in the published file: titles, sources, ! at the end of lines, blank lines between tunes and within one.
PUBLISHED = """X:1
T:The Quiet Reel
Z: id:xy-reel-1
M:C|
L:1/8
K:D Major
A2|d2FA dAFA|B2GB ^c=cBA|d2fd edcB|A6:|!
fg|a2fa g'2eg|F,4 A4|d8||!

X:2
T:A Hornpipe with Triplets
Z: id:xy-hornpipe-7
M:C|
L:1/8
K:G Major
(3DEF|G2BG dGBd|(3efe d2 B4|G8:|!


X:3
T:The Jig
Z: id:xy-jig-2
M:6/8
L:1/8
K:A Dorian
A3 cBA|G2E E3|A3 A3:|!

X:4
T:Two Endings
Z: id:xy-reel-9
M:C|
L:1/8
K:G Major
G4 B4|[1 d8:|[2 G8|]!

X:5
T:Changing Keys
Z: id:xy-march-3
M:4/4
L:1/8
K:D Major

d4 f4|a8:|!
K:D Mixolydian
=c4 A4|d8|]

X:6
T:The Slow One
M:4/4
L:1/4
K:C
C D E F|C4|]

X:7
T:Common Time
M:C
L:1/8
K:E Minor
E8|B4 e4|]
"""

KEPT = [
    "X:1\nM:C|\nL:1/8\nK:D Major\nA2|d2FA dAFA|B2GB ^c=cBA|d2fd edcB|A6:|\nfg|a2fa g'2eg|F,4 A4|d8||\n\n",
    "X:5\nM:4/4\nL:1/8\nK:D Major\nd4 f4|a8:|\nK:D Mixolydian\n=c4 A4|d8|]\n\n",
    "X:7\nM:C\nL:1/8\nK:E Minor\nE8|B4 e4|]\n\n",
]


@pytest.fixture
def loader(monkeypatch):
    """The names that the given cell with the loader defines; fetching anything but local files fails."""
    cells = [b.text for b in read_page(PAGE).blocks if b.kind == "given" and "def load_tunes" in b.text]
    assert len(cells) == 1
    namespace = {"torch": torch, "bar_durations": bar_durations}
    exec(compile(cells[0], str(PAGE), "exec"), namespace)
    retrieve = urllib.request.urlretrieve

    def local_only(url, *args):
        assert url.startswith("file:"), f"the test would fetch {url}"
        return retrieve(url, *args)

    monkeypatch.setattr(urllib.request, "urlretrieve", local_only)
    return namespace


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_keeps_the_tunes_that_can_be_read(loader, line_end):
    assert loader["read_tunes"](PUBLISHED.replace("\n", line_end)) == KEPT


def test_what_it_keeps_has_bars_that_can_be_counted(loader):
    durations = [bar_durations(tune) for tune in loader["read_tunes"](PUBLISHED)]
    assert durations == [[2, 8, 8, 8, 6, 2, 8, 8, 8], [8, 8, 8, 8], [8, 8]]


def test_a_page_that_says_not_found_has_no_tunes(loader):
    assert loader["read_tunes"]("404: Not Found") == []


def test_fetches_and_keeps_the_file(loader, tmp_path):
    published = tmp_path / "published.abc"
    published.write_bytes(PUBLISHED.replace("Quiet", "Quiét").encode("latin-1"))  # old files know no UTF-8
    here = tmp_path / "data" / "irish-tunes"
    tunes = loader["load_tunes"](download=True, folder=str(here), url=published.as_uri())
    assert tunes == KEPT
    assert [path.name for path in here.iterdir()] == ["irish.abc"]


def test_does_not_fetch_again_what_is_there(loader, tmp_path):
    (tmp_path / "irish.abc").write_text(PUBLISHED, encoding="utf-8")
    assert loader["load_tunes"](download=True, folder=str(tmp_path)) == KEPT  # its url is no local one


def test_composes_tunes_that_keep_the_rules_without_download(loader):
    tunes = loader["load_tunes"]()
    assert len(tunes) == 300
    assert len(set("".join(tunes))) == 27
    for number, tune in enumerate(tunes, 1):
        assert tune.startswith(f"X:{number}\nM:4/4\nL:1/8\nK:C\n") and tune.endswith("|C8|]\n\n")
        assert bar_durations(tune) == [8.0] * 8
        music = tune.split("K:C\n")[1]
        bars = re.split(r"[|\]\n]+", music)[:8]
        assert bars[4:6] == bars[:2]
        scale = ["CDEFGABc".index(note) for note in "".join(bars[:4]) if note.isalpha()]
        steps = [abs(later - earlier) for earlier, later in pairwise(scale)]
        assert max(steps) <= 2


def test_the_check_trains_on_the_tunes_of_the_notebook(loader):
    from reference.ch10_modern_recurrent_networks.TuneLSTM.test_hidden import TEXT

    assert "".join(loader["load_tunes"]()) == TEXT
