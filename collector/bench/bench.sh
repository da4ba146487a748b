#!/bin/bash
# What the collector costs, beside the C floor that reads the same kinds of files, under the same load.
#
#   collector/bench/bench.sh FOLDER [ROUNDS=1]
#
# FOLDER holds the measuring programs (build.sh, recorder.sh, load.c, meter.c, floor.c); it is copied,
# not written to. Needs gcc, zlib1g-dev, zstd, a JDK and Maven, and root for the whole set of files.
#
# Each line: recorder=NAME and key=value pairs. Those that matter:
#   all       every source in every snapshot, one a second for 60 s
#   floor     the same in C, reads only, 30 processes looked at closely
#   default   the default rates at 5 s, for 180 s: the last column is per snapshot
#   steady_cpu_ms   CPU time per second, between second 10 and the end - 5
#   steady_bytes    growth of the archive per second; raw_per_sample is its whole size / snapshots
#   peak_rss_kb     the most resident memory
# Other work on the machine adds to all of them, so compare within one run and take minima.
set -eu
folder=$(cd "$1" && pwd)
rounds=${2:-1}
here=$(cd "$(dirname "$0")/.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

(cd "$here" && mvn -B -q -DskipTests package)
jar=$here/target/memledger-collector.jar
cp "$folder"/* "$tmp"
chmod -R u+w "$tmp"
(cd "$tmp" && sh build.sh)

# Without -Xrs, which would make SIGTERM, SIGINT and SIGHUP end the JVM without a footer.
flags="-Xshare:off -XX:+UseSerialGC -Xmx16m -Xmn1m -Xss256k -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
flags="$flags -XX:ReservedCodeCacheSize=8m -XX:CICompilerCount=1"
export MALLOC_ARENA_MAX=1
ours="java $flags -jar $jar --quiet --min-free 1M"

ls -l "$jar"
for _ in $(seq "$rounds"); do
    export N=60
    "$tmp/recorder.sh" -c all "$ours --interval 1s --count $N --rates all"
    "$tmp/recorder.sh" -c floor "$tmp/out/floor -k 30 -n $N -i 1000"
    export N=180
    STOP=176 "$tmp/recorder.sh" -c default "$ours --duration 24h" |
        awk '{for (i = 1; i <= NF; i++) if (split($i, a, "=") == 2) v[a[1]] = a[2]
              printf "%s cpu_ms_per_snapshot=%.1f bytes_per_snapshot=%.0f\n", $0, v["steady_cpu_ms"] * 5, v["steady_bytes"] * 5}'
done
