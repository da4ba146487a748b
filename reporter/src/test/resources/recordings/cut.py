#!/usr/bin/env python3
"""Cuts windows out of a recording and tells what came afterwards.

  cut.py cut IN.tar.gz OUT.tar.xz FROM TO [every=SECONDS] [host=NAME] [drop=REGEX] [OLD=NEW ...]
  cut.py truth IN.tar.gz FROM TO

FROM and TO are minutes since the first snapshot. A window begins as a capture would have: what was read
once per boot comes first, all else where it was read next, whole at first and as deltas from then on.
`every` thins; what was read in a snapshot left out comes with the next one. Command lines and the kernel's
are left out; OLD=NEW replaces a word everywhere, OLD= drops it, which keeps a machine's own names out.
`truth` prints by how much used memory (MemTotal - MemAvailable) rose in the window and in as much time after
it, by the floors (the lowest twentieth) of its halves, and Kendall's tau of sixteen block floors over both.
"""
import datetime, io, itertools, json, re, sys, tarfile

ONCE = re.compile(r"^(proc/(version|mounts|modules|sys/vm/.*|sys/kernel/random/boot_id)|etc/.*|derived/slabs)$")
DROPPED = re.compile(r"^proc/(cmdline|\d+/cmdline)$")
WHOLE_AGAIN = 60


def seconds(stamp):
    form = "%Y%m%dT%H%M%S.%fZ" if "." in stamp else "%Y%m%dT%H%M%SZ"
    return datetime.datetime.strptime(stamp, form).replace(tzinfo=datetime.timezone.utc).timestamp()


def keyed(text):
    return {line.split(None, 1)[0]: line for line in text.split(b"\n") if line.strip()}


def apply(base, delta):
    head, _, rest = delta.partition(b"\n")
    lines = keyed(base)
    for gone in head[1:].split():
        lines.pop(gone, None)
    lines.update(keyed(rest))
    return b"\n".join(lines.values()) + b"\n"


def delta(base, text):
    old, new = keyed(base), keyed(text)
    head = b" ".join([b"-"] + [k for k in old if k not in new])
    return head + b"\n" + b"".join(line + b"\n" for k, line in new.items() if old.get(k) != line)


def snapshots(path):
    """(stamp, {path: whole content}) of each snapshot, and the two JSON files under the stamp ''."""
    last, bytes_of, current, stamp = {}, {}, {}, None
    with tarfile.open(path, "r|*") as tar:
        for entry in tar:
            parts = entry.name.split("/", 2)
            if len(parts) == 2 and entry.isfile():
                yield "", {parts[1]: tar.extractfile(entry).read()}
            if len(parts) < 3 or parts[1] == "trace" or entry.isdir():
                continue
            if parts[1] != stamp:
                if current:
                    yield stamp, current
                stamp, current = parts[1], {}
            name = parts[2]
            if entry.islnk():
                text = bytes_of[entry.linkname]
            else:
                text = tar.extractfile(entry).read()
                if name.endswith(".delta"):
                    name = name[:-6]
                    if name not in last:
                        continue
                    text = apply(last[name], text)
                    deltas.add(name)
            whole = entry.name[:-6] if entry.name.endswith(".delta") else entry.name
            bytes_of[entry.name] = bytes_of[whole] = last[name] = text
            current[name] = text
    if current:
        yield stamp, current


deltas = set()


def cut(source, target, start, end, *options):
    named = dict(o.split("=", 1) for o in options)
    every, host = float(named.pop("every", 0)), named.pop("host", "host")
    drop = re.compile(named.pop("drop", "never^"))
    swaps = [(k.encode(), v.encode()) for k, v in named.items()]

    def clean(text):
        for old, new in swaps:
            text = text.replace(old, new)
        return text

    first, began, once, manifest, taken, count = None, None, {}, {}, None, 0
    pending = {}
    written, since, links, top = {}, {}, {}, None
    with tarfile.open(target, "w:xz" if target.endswith("xz") else "w:gz") as out:

        def put(name, stamp, text=None, link=None):
            entry = tarfile.TarInfo(top + "/" + name)
            entry.mtime, entry.mode = int(stamp), 0o600
            if link:
                entry.type, entry.linkname = tarfile.LNKTYPE, link
                out.addfile(entry)
            else:
                entry.size = len(text)
                out.addfile(entry, io.BytesIO(text))
            return entry.name

        for stamp, files in snapshots(source):
            if not stamp:
                manifest.update({k: json.loads(v) for k, v in files.items() if k == "manifest.json"})
                continue
            now = seconds(stamp)
            first = first or now
            minute = (now - first) / 60
            files = {clean(k.encode()).decode(): clean(v) for k, v in files.items()
                     if not DROPPED.match(k) and not drop.match(k)}
            once.update({k: v for k, v in files.items() if ONCE.match(k)})
            if minute < float(start) or minute > float(end):
                continue
            if taken is not None and now - taken < every * 0.9:
                pending.update(files)
                continue
            if began is None:
                began = now
                day = datetime.datetime.fromtimestamp(now, datetime.timezone.utc)
                top = "memledger-%s-%s" % (host, day.strftime("%Y%m%dT%H%M%SZ"))
                about = manifest.get("manifest.json", {})
                about.update(host=host, started=day.strftime("%Y-%m-%dT%H:%M:%SZ"))
                if every:
                    about["interval_seconds"] = every
                about = clean(json.dumps(about, indent=1).encode())
                put("manifest.json", now, about)
                files = {**once, **files}
            files = {**pending, **files}
            taken, pending = now, {}
            count += 1
            for name, text in files.items():
                if written.get(name) == text:
                    put(stamp + "/" + name, now, link=links[name])
                    continue
                since[name] = since.get(name, WHOLE_AGAIN) + 1
                if name in deltas and name in written and since[name] < WHOLE_AGAIN:
                    links[name] = put(stamp + "/" + name + ".delta", now, delta(written[name], text))
                else:
                    links[name] = put(stamp + "/" + name, now, text)
                    since[name] = 0
                written[name] = text
        if count == 0:
            sys.exit("no snapshot in this window")
        day = datetime.datetime.fromtimestamp(taken, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        footer = {"finished": day, "reason": "duration", "snapshots": count}
        put("footer.json", taken, json.dumps(footer, indent=1).encode())
    print(target, count, "snapshots")


def truth(source, start, end):
    used, first = [], None
    for stamp, files in snapshots(source):
        if stamp and "proc/meminfo" in files:
            m = {k.rstrip(b":"): int(line.split()[1]) for k, line in keyed(files["proc/meminfo"]).items()}
            first = first or seconds(stamp)
            used.append(((seconds(stamp) - first) / 60, (m[b"MemTotal"] - m[b"MemAvailable"]) / 1024))
            total = m[b"MemTotal"] / 1024
    a, b = float(start), float(end)
    after = min(2 * b - a, used[-1][0])

    def floor(x, y):
        values = sorted(v for t, v in used if x <= t <= y)
        return values[len(values) // 20]

    def rise(x, y):
        return floor((x + y) / 2, y) - floor(x, (x + y) / 2)

    blocks = [floor(a + (after - a) * i / 16, a + (after - a) * (i + 1) / 16) for i in range(16)]
    pairs = list(itertools.combinations(blocks, 2))
    tau = sum((y > x) - (y < x) for x, y in pairs) / len(pairs)
    within, later, least = 2 * rise(a, b), 2 * rise(b, after), max(64, total / 200)
    word = "no-leak"
    if within > 0 and later >= within / 2 and tau >= 0.6:
        word = "leak" if within >= least else "leak-small"
    elif within >= least and later >= within / 4:
        word = "between"
    print("%s..%s min: rose %.0f MiB, then %.0f MiB in %.0f min; tau %.2f; least %.0f MiB: %s"
          % (start, end, within, later, after - b, tau, least, word))


{"cut": cut, "truth": truth}[sys.argv[1]](*sys.argv[2:])
