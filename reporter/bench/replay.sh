#!/bin/bash
# What a report costs beside the bare read of its archive: makes two long archives of a sample, in
# deltas and in full, then takes bare read, replay and report.json in turn. Run it in reporter/ after
# "mvn package"; the machine should be idle, and figures of two runs are not to be compared.
# Usage: bench/replay.sh [rounds] [snapshots] > table
set -euo pipefail
rounds=${1:-5}
snapshots=${2:-20000}
jar=${JAR:-target/memledger-reporter.jar}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -d "$work" -cp "$jar" bench/LongArchive.java bench/ReplayBench.java
export TIMEFORMAT=%R

take() { # what archive
  case $1 in
    json) java -Xmx512m -jar "$jar" "$2" --output "$work/out" --format json ;;
    *) java -Xmx512m -cp "$work:$jar" ReplayBench "$2" "$1" ;;
  esac
}

figure() { # file min|median
  sort -n "$1" | awk -v want="$2" '{ a[NR] = $1 } END { print want == "min" ? a[1] : a[int((NR + 1) / 2)] }'
}

echo "| archive | step | median | least | times the bare read (median; least) |"
echo "|---|---|---|---|---|"
for mode in delta full; do
  archive=$work/$mode.tar.gz
  java -cp "$work" LongArchive ../samples/heap-leak.tar.gz "$archive" "$snapshots" "$mode"
  for _ in $(seq "$rounds"); do
    for step in bare replay json; do
      { time take "$step" "$archive" > "$work/log" 2>&1; } 2>> "$work/$mode.$step"
    done
  done
  for step in bare replay json; do
    median=$(figure "$work/$mode.$step" median)
    least=$(figure "$work/$mode.$step" min)
    bare=$(figure "$work/$mode.bare" median)
    first=$(figure "$work/$mode.bare" min)
    awk -v m="$median" -v l="$least" -v b="$bare" -v f="$first" -v n="$mode" -v s="$step" \
      'BEGIN { printf "| %s | %s | %.2f s | %.2f s | %.2f; %.2f |\n", n, s, m, l, m / b, l / f }'
  done
done
