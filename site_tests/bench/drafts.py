"""Drafts against what is known of the same texts: precision and recall for each kind of fact."""

import draft_scores


def main() -> None:
    measured = {name: draft_scores.measured(name) for name in draft_scores.sets()}
    if "five originals" not in measured:
        print("没有 HANDBOOK_ORIGINALS，只量示例市和未见过的六份。")
    print(draft_scores.table(measured))
    for name, (scores, _) in measured.items():
        print(f"\n{name}")
        for kind, score in scores.items():
            for word, entries in (("missing", score.missing), ("extra", score.extra)):
                print("\n".join(f"  {kind} {word}: {entry}" for entry in entries), end="\n" if entries else "")
