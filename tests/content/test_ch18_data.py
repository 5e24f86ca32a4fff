"""The cell of chapter 18 that reads the Mauna Loa record, on small files in its format; nothing is downloaded."""

import pytest
import torch

from autograder.authoring.page import read_page
from autograder.course import KIT

PAGE = KIT / "reference" / "ch18_gaussian_processes" / "page.md"
HEAD = """\
# --------------------------------------------------------------------
# USE OF NOAA GML DATA
#
# Missing months have been interpolated, for NOAA data indicated by negative stdev and uncertainty.
#
year,month,decimal date,average,deseasonalized,ndays,sdev,unc
"""
ROWS = """\
1958,3,1958.2027,315.71,314.44,-1,-9.99,-0.99
1958,4,1958.2877,317.45,315.16,-1,-9.99,-0.99
1974,5,1974.3750,333.19,330.24,18,0.45,0.20
2022,12,2022.9583,418.99,419.63,24,0.50,0.20
"""


@pytest.fixture
def cell():
    """Return what the page's loading cell defines."""
    (source,) = [b.text for b in read_page(PAGE).blocks if b.kind == "given" and "def read_mauna_loa" in b.text]
    names = {"torch": torch, "Tensor": torch.Tensor}
    exec(compile(source, str(PAGE), "exec"), names)
    return names


def published(cell, monkeypatch, tmp_path, text):
    """Let the cell download this text."""
    path = tmp_path / "co2_mm_mlo.csv"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setitem(cell, "MAUNA_LOA", path.as_uri())


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_reads_monthly_means_and_the_years_they_belong_to(cell, newline):
    years, values = cell["read_mauna_loa"]((HEAD + ROWS).replace("\n", newline))
    assert years.dtype == values.dtype == torch.float64
    assert years.tolist() == [1958.2027, 1958.2877, 1974.375, 2022.9583]
    assert values.tolist() == [315.71, 317.45, 333.19, 418.99]


def test_leaves_out_months_without_a_mean(cell):
    """Earlier editions of the file have -99.99 where nothing was measured."""
    gap = "1958,6,1958.4548,-99.99,317.10,-1,-9.99,-0.99\n"
    years, values = cell["read_mauna_loa"](HEAD + ROWS + gap)
    assert len(years) == len(values) == 4
    assert (values > 0).all()


def test_comments_may_be_quoted_and_of_any_number(cell):
    quoted = '"# a note, with a comma, that a spreadsheet has put in quotes"\n'
    assert len(cell["read_mauna_loa"](quoted + HEAD + "\n" + ROWS)[0]) == 4


def test_another_file_is_refused(cell):
    with pytest.raises(KeyError, match="decimal date"):
        cell["read_mauna_loa"]("<html>\n<p>moved</p>\n</html>\n")


def test_download_gives_the_last_twenty_years(cell, monkeypatch, tmp_path):
    rows = "".join(
        f"{2000 + m // 12},{m % 12 + 1},{2000 + m / 12:.4f},{370 + m / 5:.2f},0,9,0.5,0.2\n" for m in range(300)
    )
    published(cell, monkeypatch, tmp_path, HEAD + rows)
    years, values = cell["load_co2"](download=True)
    assert len(years) == len(values) == 240
    assert float(years[0]) == 2005.0
    assert float(values[-1]) == pytest.approx(370 + 299 / 5, abs=0.01)


def test_without_download_a_series_of_the_same_shape_is_made(cell):
    years, values = cell["load_co2"]()
    assert len(years) == len(values) == 240
    assert years.dtype == values.dtype == torch.float64
    assert 370 < float(values.min()) < float(values.max()) < 450
    assert torch.equal(values, cell["load_co2"]()[1])
