"""Puts scripts into text, outputs, names, errors and metadata, for whoever looks at the notebook."""


class planted(ValueError):
    """<script>planted</script>"""


planted.__name__ = planted.__qualname__ = "<script>planted()</script>"


def softmax(logits, dim=-1):
    raise planted("<img src=x onerror=planted()><svg onload=planted()>")


# %% {"cell_type": "markdown"}
"""<script>planted()</script> <img src=x onerror="planted()"> [3 of 3](javascript:planted())"""
# %% {"html": "<script>planted()</script><img src=x onerror=planted()>"}
raise planted("</pre><script>planted()</script>")
# %% {"name": "<script>planted()</script>", "tags": ["<script>planted()</script>"]}
raise planted("<script>planted()</script>")
