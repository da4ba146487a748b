#!/bin/bash
# What the collector costs, beside a C program that only reads the same kinds of files, under the same load.
#
#   collector/bench/bench.sh [ROUNDS=1]
#
# A round takes six minutes. Needs gcc, a JDK and Maven, and root for the whole set of files. Beside this script:
#   load.c    the load: 300 processes of 2 to 20 MB that sleep, 5 that grow by 1 MB a second
#   meter.c   runs a command and accounts for it and its children, once a second
#   floor.c   reads, and keeps nothing: the least that a collector can cost
#
# Each line: run=NAME and key=value pairs. Those that matter:
#   all       every source in every snapshot, one a second for 60 s
#   floor     the same in C, 30 processes looked at closely
#   default   the default rates at 5 s, for 176 s: the last columns are per snapshot
#   steady_cpu_ms   CPU time per second, between second 10 and 5 s before the end
#   steady_bytes    growth of the archive per second; bytes is its whole size
#   peak_rss_kb     the most resident memory
# Other work on the machine adds to all of them, so compare within one run and take minima.
# SECONDS_ALL and SECONDS_DEFAULT in the environment make a round shorter, to see that it works.
set -eu
rounds=${1:-1} all=${SECONDS_ALL:-60} default=${SECONDS_DEFAULT:-176}
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
load=''
trap '[ -z "$load" ] || kill "$load" 2>/dev/null; rm -rf "$tmp"' EXIT

(cd "$here/.." && mvn -B -q -DskipTests package)
jar=$here/../target/memledger-collector.jar
for program in load meter floor; do
  gcc -O2 -Wall -Wextra -o "$tmp/$program" "$here/$program.c"
done

# NAME SECONDS METER_OPTIONS COMMAND...: one measured run below the load, in a folder of its own.
run() {
  local name=$1 seconds=$2 options=$3
  shift 3
  mkdir "$tmp/work"
  mkfifo "$tmp/ready"
  "$tmp/load" $((seconds + 30)) > "$tmp/ready" & load=$!
  read -r _ < "$tmp/ready"
  sleep 1
  # shellcheck disable=SC2086 # the options are words
  (cd "$tmp/work" && "$tmp/meter" -w 10 -e $((seconds - 5)) $options -o "$tmp/work" -- "$@" \
    > "$tmp/said" 2>&1 3> "$tmp/meter.txt") || cat "$tmp/said" >&2
  kill "$load"
  wait "$load" 2> /dev/null || true
  load=''
  echo "run=$name $(cat "$tmp/meter.txt")"
  rm -r "$tmp/work" "$tmp/ready"
}

ls -l "$jar"
for _ in $(seq "$rounds"); do
  run all "$all" '' "$jar" --quiet --min-free 1M --interval 1s --count "$all" --rates all
  run floor "$all" '' "$tmp/floor" -k 30 -n "$all" -i 1000
  run default "$default" "-s $default" "$jar" --quiet --min-free 1M --duration 24h |
    awk '{for (i = 1; i <= NF; i++) if (split($i, a, "=") == 2) v[a[1]] = a[2]
          printf "%s cpu_ms_per_snapshot=%.1f bytes_per_snapshot=%.0f\n", $0, v["steady_cpu_ms"] * 5, v["steady_bytes"] * 5}'
done
