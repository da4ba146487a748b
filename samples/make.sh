#!/bin/sh
# Takes one sample: programs that leak (or do not) run inside fresh PID, mount, cgroup, UTS, IPC and
# network namespaces under a made-up host name, and the collector captures them there.
#   samples/make.sh CASE OUTPUT.tar.gz      (as root, after the build; wants gcc and python3)
# The programs are built from reporter/src/test/c/zoo.c; the others are in leaks.py beside this.
# The host-wide counters are the real kernel's. What would tell of the machine that the sample was taken
# on (its mounts, kernel command line, build host) is covered by neutral files first.
set -eu
if [ "${1-}" != inside ]; then
  [ $# = 2 ] || { echo "usage: $0 CASE OUTPUT.tar.gz" >&2; exit 2; }
  case=$1 out=$(readlink -f "$2")
  here=$(readlink -f "$0")
  top=$(dirname "$(dirname "$here")")
  jar=$top/collector/target/memledger-collector.jar
  [ -e "$jar" ] || { echo "$0: build the collector first: mvn -DskipTests package" >&2; exit 1; }
  leaks=$top/samples/leaks.py
  export leaks
  work=$(mktemp -d) cgroup=/sys/fs/cgroup/memory/sample.$$
  trap 'rm -rf "$work"; sleep 1; find "$cgroup" -depth -type d -exec rmdir {} + 2> /dev/null || true' EXIT
  zoo=$work/zoo
  gcc -O1 -o "$zoo" "$top/reporter/src/test/c/zoo.c" -lpthread -lrt -lm
  mkdir "$cgroup"
  sh -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' sh "$cgroup" \
    unshare --pid --mount --uts --cgroup --ipc --net --fork --propagation private \
    sh "$here" inside "$zoo" "$jar" "$case" "$work"
  cp "$work"/sample.tar.gz "$out"
  exit
fi

zoo=$2 jar=$3 case=$4 work=$5
java=$(readlink -f "$(command -v java)")
python=$(readlink -f "$(python3 -c 'import sys; print(sys.executable)')")
mount -t proc proc /proc
umount -l /sys/fs/cgroup
mount -t tmpfs cgroup /sys/fs/cgroup
mkdir /sys/fs/cgroup/memory
mount -t cgroup -o memory cgroup /sys/fs/cgroup/memory
grep ' /mnt/' /proc/mounts | cut -d' ' -f2 | while read -r path; do umount -l "$path"; done
umount -l /dev/shm; mount -t tmpfs -o size=4g shm /dev/shm
echo 'console=ttyS0 quiet' > "$work/cmdline"
sed 's/ (.*) #/ #/' /proc/version > "$work/version"
mount --bind "$work/cmdline" /proc/cmdline
mount --bind "$work/version" /proc/version
# unique host names, documentation style
run() { # NAME KIND SECONDS RATE CAP: the zoo under another command name, in a cgroup of its own
  mkdir -p "/sys/fs/cgroup/memory/system.slice/$1.service" "$work/bin"
  [ -e "$work/bin/$1" ] || cp "$zoo" "$work/bin/$1"
  sh -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' sh "/sys/fs/cgroup/memory/system.slice/$1.service" \
    "$work/bin/$1" "$2" "$3" "$4" "$5" &
}
capture() { # INTERVAL DURATION
  sleep 3
  cd "$work"
  "$java" -XX:+UseSerialGC -Xmx16m -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar "$jar" --interval "$1" --duration "$2" \
    --output "$work/sample.tar.gz"
}
python() { # NAME KIND: a leak of leaks.py, in a cgroup of its own
  mkdir -p "/sys/fs/cgroup/memory/system.slice/$1.service"
  sh -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' sh "/sys/fs/cgroup/memory/system.slice/$1.service" \
    "$python" "$leaks" "$1" "$2" 300 &
}
limit() { # NAME BYTES
  mkdir -p "/sys/fs/cgroup/memory/system.slice/$1.service"
  echo "$2" > "/sys/fs/cgroup/memory/system.slice/$1.service/memory.limit_in_bytes"
}
dying() { # jobs whose cgroup goes, while the file that they left in memory stays
  n=0
  while [ $n -lt 240 ]; do
    n=$((n + 1))
    mkdir "/sys/fs/cgroup/memory/job$n"
    sh -c 'echo $$ > "$1/cgroup.procs"; head -c 8192 /dev/zero > "$2"' sh "/sys/fs/cgroup/memory/job$n" "/dev/shm/out$n"
    rmdir "/sys/fs/cgroup/memory/job$n"
    sleep 0.5
  done
}
life=300
[ "$case" != slow-leak ] || life=2700
for quiet in sshd cron nginx nginx postgres; do run "$quiet" idle "$life" 0 0; done
case $case in
  heap-leak)      hostname orders-01.example;   run redis step 60 0 40; run orderd heap 300 1500 2000; capture 3s 150s ;;
  slow-leak)      hostname orders-09.example;   run redis step $life 0 40; run searchd warmup $life 0 200
                  run backup pgcache $life 200 500; limit orderd 4294967296; run orderd heap $life 700 2000
                  capture 5s 40m ;;
  socket-leak)    hostname gateway-02.example;  run redis step 300 0 40;   run sessiond socks 300 100 200; capture 3s 150s ;;
  hidden-pipes)   hostname relay-03.example;    run redis step 300 0 40;   run logrelay pipes 300 1500 2000; capture 3s 150s ;;
  page-cache)     hostname backup-04.example;   run redis step 300 0 40;   run backup pgcache 300 8000 4000; capture 3s 150s ;;
  shared-memory)  hostname cache-05.example;    run redis step 300 0 40;   run cached memfd 300 1500 2000; capture 3s 150s ;;
  # Captures for tests of single rules, with several leaks at once.
  kernel-lines)   hostname lines-06.example; run gatewayd threads 300 500 200; run tablesd pgtab 300 1000 900
                  run tracerd bpf 300 1000 400; run queued msgq 300 1000 400; run cached tmpfs 300 1000 400; capture 3s 75s ;;
  containers)     hostname containers-07.example; ip link set lo up; limit batch 67108864; run batch heap 300 4000 58
                  limit archiver 41943040; run archiver pgcache 300 8000 900; dying & python relayd tcp; python tracerd percpu
                  capture 3s 75s ;;
  segments|deleted|inotify) hostname holder-08.example; python holderd "$case"; capture 3s 75s ;;
  *) echo "unknown case $case" >&2; exit 2 ;;
esac
kill $(jobs -p) 2> /dev/null || true
