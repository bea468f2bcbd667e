"""Stands in for the worker: python fake_worker.py FOLDER [how it starts]. It knows only the protocol.

The words of a request say what it does. It notes every start of it in FOLDER/starts.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

KNOWN = {"شيرزاد": "B-PERS", "قاسملو": "I-PERS", "البركة": "B-ORG"}


def say(value):
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


folder, how = Path(sys.argv[1]), (sys.argv[2:] or ["well"])[0]
with (folder / "starts").open("a") as starts:
    starts.write(f"{os.getpid()}\n")
print("noise on the standard error", file=sys.stderr)
match how:
    case "broken":
        say({"number": None, "failure": "OSError: no model here"})
        sys.exit(1)
    case "silent":
        time.sleep(60)
    case "gone":
        sys.exit(3)
    case "garbled":
        print("Loading weights: 100%", flush=True)
say({"ready": True})
for line in sys.stdin:
    request = json.loads(line)
    words = {word for sentence in request["sentences"] for word in sentence}
    labels = [[KNOWN.get(word, "O") for word in sentence] for sentence in request["sentences"]]
    if "ينتهي" in words:
        sys.exit(7)
    if "يقتل" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    if "يتعثر" in words and not (folder / "stumbled").exists():
        (folder / "stumbled").touch()
        sys.exit(9)
    if "يتأخر" in words:
        time.sleep(60)
    if "يهذي" in words:
        print("{nonsense", flush=True)
    elif "يرفض" in words:
        say({"number": request["number"], "failure": "RuntimeError: not this one"})
    elif "ينقص" in words:
        say({"number": request["number"], "labels": labels[1:]})
    elif "يخلط" in words:
        say({"number": request["number"] + 1, "labels": labels})
    else:
        say({"number": request["number"], "labels": labels})
