"""Returns objects that would run code if anybody unpickled or printed them."""


class Bomb:
    def __reduce__(self):
        return (exec, ("open('/tmp/planted-by-a-pickle', 'w').write('x')",))

    def __repr__(self):
        open("/tmp/planted-by-a-repr", "w").write("x")
        return "harmless"


def softmax(logits, dim=-1):
    return [Bomb(), {"x": Bomb()}]
