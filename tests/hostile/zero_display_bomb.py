"""Displays, logs and warns without end, in rich formats."""

import logging
import warnings

from IPython.display import HTML, clear_output, display

warnings.simplefilter("always")
page = HTML("<b>3 of 3</b>" * 10**5)
for number in range(300):
    display(page)
    display({"text/plain": "x" * 10**6, "image/png": "x" * 10**6}, raw=True)
    logging.error("x" * 10**5)
    warnings.warn("x" * 10**5, stacklevel=1)
    clear_output()
page


def softmax(logits, dim=-1):
    while True:
        display(page)
