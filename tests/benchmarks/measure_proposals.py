"""How often what is proposed for a selected stretch is what the annotators wrote.

Run as ``python tests/benchmarks/measure_proposals.py [FOLDER] [--list WHAT]``. Each article of the folder
(default: ``../shared/gold`` beside the checkout) is gone through in order, as a person would: the content
of a record is given, the records before it count as made, their speakers as known. ``--list cue`` and
so on prints what came out otherwise.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from summit_tui.arabic import name_words
from summit_tui.model import Attribution, Cue, Name, Quote, QuoteType, Span, Speaker
from summit_tui.suggest import propose, rank_speakers

HERE = Path(__file__).resolve().parents[2]


def span(value):
    return Span(value["start"], value["end"]) if value else None


def quote_of(record, article):
    cue = record.get("cue")
    return Quote(
        id=record["id"],
        article=article,
        type=QuoteType(record["type"]),
        content=tuple(span(part) for part in record["content"]),
        cue=Cue(span(cue), cue.get("lemma")) if cue else None,
        speakers=tuple(record["speakers"]),
        mention=span(record.get("mention")),
        attribution=Attribution(record.get("attribution") or "unknown"),
    )


def same_name(first, second):
    one, other = set(name_words(first)), set(name_words(second))
    return bool(one and other) and (one <= other or other <= one)


def check(text, quote, proposal, ranked, known):
    """What is right of one proposal; a missing key doesn't count for this record."""
    gold_names = [known[speaker].name.ar for speaker in quote.speakers]
    right = {"type": proposal.type is quote.type, "attribution": proposal.attribution is quote.attribution}
    if quote.cue is not None:
        found = proposal.cue.span if proposal.cue else None
        right["cue overlaps"] = found is not None and found.overlaps(quote.cue.span)
        right["cue exact"] = found == quote.cue.span
    else:
        right["no cue"] = proposal.cue is None
    if quote.mention is not None:
        right["mention exact"] = proposal.mention == quote.mention
        right["mention overlaps"] = proposal.mention is not None and proposal.mention.overlaps(quote.mention)
    if gold_names:
        names = [choice.name for choice in proposal.speakers]
        right["speaker"] = len(names) == len(gold_names) and all(
            any(same_name(gold, name) for name in names) for gold in gold_names
        )
        best = [choice.name for choice in ranked[:3]]
        right["speaker in first three"] = all(
            any(same_name(gold, name) for name in best) for gold in gold_names
        )
    return right


def measure(folder, wanted):
    totals = defaultdict(lambda: [0, 0])
    slowest = 0.0
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        known = {
            person["id"]: Speaker(person["id"], Name(person["name"]["ar"], person["name"]["en"]))
            for person in document["speakers"]
        }
        for article in document["articles"]:
            text, done, met = article["text"], [], {}
            quotes = sorted(
                (quote_of(record, article["id"]) for record in article["quotes"]), key=lambda q: q.order
            )
            for quote in quotes:
                begun = time.perf_counter()
                proposal = propose(text, Span(quote.start, quote.end), list(met.values()), done)
                slowest = max(slowest, time.perf_counter() - begun)
                ranked = rank_speakers(text, Span(quote.start, quote.end), proposal, list(met.values()), done)
                right = check(text, quote, proposal, ranked, known)
                new = [speaker for speaker in quote.speakers if speaker not in met]
                if new and len(quote.speakers) == 1:
                    proposed = [choice.name for choice in proposal.speakers]
                    right["name of a new speaker"] = proposed == [known[new[0]].name.ar]
                for what, good in right.items():
                    totals[what][0] += good
                    totals[what][1] += 1
                    if not good and what == wanted:
                        show(path.stem, text, quote, proposal, known)
                done.append(quote)
                met.update({speaker: known[speaker] for speaker in quote.speakers})
    return totals, slowest


def show(name, text, quote, proposal, known):
    left = text[max(0, quote.start - 170) : quote.start].replace("\n", "⏎")
    content = text[quote.start : quote.end].replace("\n", "⏎")
    content = content if len(content) < 90 else f"{content[:60]} … {content[-25:]}"
    right = text[quote.end : quote.end + 40].replace("\n", "⏎")
    print(f"{name} {left}[[{content}]]{right}")
    for who, value in (("gold", quote), ("ours", proposal)):
        cue = value.cue.span.of(text) if value.cue else None
        mention = value.mention.of(text) if value.mention else None
        names = (
            [known[speaker].name.ar for speaker in quote.speakers]
            if who == "gold"
            else [choice.name for choice in proposal.speakers]
        )
        print(f"    {who}: {value.type} | {cue} | {mention} | {names} | {value.attribution}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / "shared" / "gold")
    parser.add_argument("--list", dest="wanted", help="print the records where this came out otherwise")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"no folder {arguments.folder}", file=sys.stderr)
        return 2
    totals, slowest = measure(arguments.folder, arguments.wanted)
    for what, (good, whole) in sorted(totals.items()):
        print(f"{what:26} {good:4} of {whole:4}  {100 * good / whole:5.1f} %")
    print(f"slowest proposal {1000 * slowest:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
