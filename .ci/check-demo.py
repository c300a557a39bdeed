#!/usr/bin/env python3
"""Looks at a running demo over HTTP.

check-demo.py BASE first-reaction SECONDS   waits until the story shows its first reaction
check-demo.py BASE settled SECONDS          waits until all has been read, prints all summaries as sorted JSON
check-demo.py BASE expectations             who must be there at the end
"""
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

STORY = "nato-2024"


def get(base, path):
    with urllib.request.urlopen(base + path, timeout=10) as answer:
        return json.load(answer)


def everything(base, what):
    items, cursor = [], None
    while True:
        query = {"limit": 200, **({"cursor": cursor} if cursor else {})}
        page = get(base, f"/api/v1/stories/{STORY}/{what}?{urllib.parse.urlencode(query)}")
        items += page["items"]
        cursor = page["next"]
        if not cursor:
            return items


def summaries(base):
    return {
        "story": get(base, f"/api/v1/stories/{STORY}"),
        "actors": sorted(everything(base, "actors"), key=lambda a: a["actor"]["id"]),
        "countries": sorted(everything(base, "countries"), key=lambda c: c["represents"]["code"]),
        "reactions": sorted(everything(base, "reactions"), key=lambda r: r["id"]),
    }


def until(seconds, look):
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
            if found is not None:
                return found
        except (urllib.error.URLError, ConnectionError, TimeoutError, KeyError) as problem:
            found = problem
        if time.monotonic() > end:
            sys.exit(f"not within {seconds} s: {found}")
        time.sleep(0.2)


def first_reaction(base, seconds):
    start = time.monotonic()
    until(seconds, lambda: get(base, f"/api/v1/stories/{STORY}/reactions?limit=1")["items"] or None)
    print(f"first reaction after {time.monotonic() - start:.1f} s")


def settled(base, seconds, quiet=15):
    """All summaries, once they have not changed for `quiet` seconds: longer than a killed process holds others back."""
    last, since = None, time.monotonic()

    def look():
        nonlocal last, since
        now = json.dumps(summaries(base), sort_keys=True, ensure_ascii=False, indent=1)
        if now != last:
            last, since = now, time.monotonic()
        return now if json.loads(now)["reactions"] and time.monotonic() - since > quiet else None

    print(until(seconds, look))


def expectations(base):
    state = summaries(base)
    reactions = state["reactions"]

    def by(name, code):
        return [r for r in reactions if r["actor"]["name"] == name and r["represents"]["code"] == code]

    problems = []
    for names, code in [
        (["Jens Stoltenberg"], "NATO"),
        (["Andrew Bates", "White House"], "US"),
        (["Charles Michel"], "EU"),
        (["Donald Tusk", "Władysław Kosiniak-Kamysz"], "PL"),
    ]:
        found = [r for name in names for r in by(name, code)]
        if not found:
            problems.append(f"no reaction of {' or '.join(names)} for {code}")
        for reaction in found:
            report = reaction["reports"][0]
            if not (reaction["stance"] and reaction["text"] and report["outlet"] and report.get("url")):
                problems.append(f"incomplete: {reaction['id']}")
    if [r for r in reactions if r["actor"]["name"] == "Jens Stoltenberg" and r["represents"]["code"] != "NATO"]:
        problems.append("Jens Stoltenberg must represent NATO")
    if not any(len({report["outlet"] for report in r["reports"]}) > 1 for r in reactions):
        problems.append("no utterance is reported by several outlets")
    if problems:
        sys.exit("\n".join(problems))
    print(
        f"{len(reactions)} reactions of {len(state['actors'])} actors for {len(state['countries'])} countries and"
        " organisations; all expected ones are there"
    )


if __name__ == "__main__":
    base, command, *rest = sys.argv[1:]
    {"first-reaction": first_reaction, "settled": settled, "expectations": expectations}[command](
        base, *map(float, rest)
    )
