"""The strength of the verbs that a policy uses: 重点发展, 发展, 探索, 支持, 鼓励 ...

The data keeps verbs exactly as printed. This module alone maps them to the codes used by filters and lists.
"""

# Verbs of an item of the plan. The first row with a matching word decides: 重点研究 is a focus, 推动……研发与应用 is engineering.
# ``named``: the item only mentions the thing, or works around it (围绕, 聚焦).
_ITEM = (
    ("focus", ("重点",)),
    ("explore", ("探索",)),
    ("named", ("围绕", "聚焦", "瞄准")),
    ("engineer", ("研发", "研制", "开发", "攻关")),
    ("research", ("研究",)),
    ("build", ("建设",)),
    ("apply", ("应用", "推广", "拓展")),
    ("develop", ("发展", "布局", "升级", "壮大", "形成", "构建", "增强", "培育")),
    ("promote", ("推动", "推进", "支持", "加强", "强化", "加快", "深化", "开展", "加大", "鼓励")),
)  # fmt: skip

# Verbs of a direction. The word that comes first decides: 鼓励引导 is ``encourage``.
_DIRECTION = {"支持": "support", "鼓励": "encourage", "引导": "guide", "推动": "promote", "探索": "explore"}

# What a text says will be done with a list.
_DUTY = (
    ("publish", ("发布", "出台")),
    ("collect", ("征集", "遴选")),
    ("draw", ("绘制", "编制", "制定")),
    ("build", ("建立", "完善", "优化")),
)  # fmt: skip


def of_item(verb: str | None, then: str | None = None) -> str | None:
    """The code of an item's verb (``then``: the noun that closes it); ``None`` for unknown words."""
    if verb is None:
        return "named"
    return _first(_ITEM, verb + (then or ""))


def of_direction(verb: str) -> str | None:
    """The code of a direction's strength; ``None`` where ``verb`` contains no known word."""
    found = [(verb.find(word), code) for word, code in _DIRECTION.items() if word in verb]
    return min(found)[1] if found else None


def of_duty(verb: str) -> str | None:
    """The code of a duty about a list (发布 is ``publish``); ``None`` for an unknown word."""
    return _first(_DUTY, verb)


def _first(table: tuple[tuple[str, tuple[str, ...]], ...], words: str) -> str | None:
    return next((code for code, known in table if any(word in words for word in known)), None)


def phrase(verb: str, then: str | None) -> str:
    """The words as shown to readers: 重点发展, 推动……研发与应用."""
    return f"{verb}……{then}" if then else verb
