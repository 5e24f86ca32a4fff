"""Returns and raises text that breaks terminals, encodings, markup and reports."""

TEXTS = [
    "\ud800\udfff\x00\x1b]0;planted\x07\x1b[2J\x1b[31m",
    "[/red][bold][/nope] {0} {got} %s %(x)s {{ nothing }} {% raise %}",
    "</pre></div><script>document.title = 'planted'</script><img src=x onerror=planted()>",
    "\u202e\u2066stniop 3 fo 3\u2069" + "a\u0300" * 1000,
    "\r\n\r\n3 of 3 checks passed\n" * 100,
]


def softmax(logits, dim=-1):
    text = TEXTS[sum(logits.shape) % len(TEXTS)]
    if logits.requires_grad or logits.shape[0] == 4:
        return text
    raise type(text.replace("\x00", "").encode("utf-8", "replace").decode(), (ValueError,), {})(text)


# %%
raise ValueError("[/red]\x1b[2J\x00\ud800<script>planted</script>")
