#!/bin/sh
# Memledger collector @VERSION@: samples where the memory of a Linux machine goes, into one archive.
# This file is a script and, behind it, a jar. The script starts Java on the jar; where there is no Java 8 or
# later, it captures by itself. POSIX sh alone, for dash, bash, ksh and busybox with no other tool in sight.
# Whatever shell runs it must have read all of it before the jar's bytes begin: only functions, then one last line.

me=memledger-collector
version='@VERSION@'

# Least memory and CPU that was measured. Without -Xrs, which would rob the collector of its clean end at SIGTERM.
# No -Xss: a stack costs only what is touched, and 256k stops Java from starting where pages have 64 KB.
# The heap stays at 16 MB but for files of 2 MB and more, which hosts with thousands of processes have.
# -Xshare:off costs 25 ms at the start and saves 6 MB for as long as the capture runs.
jvm='-XX:+IgnoreUnrecognizedVMOptions -Xshare:off -XX:+UseSerialGC -Xms16m -Xmx32m -Xmn1m -XX:TieredStopAtLevel=1 -XX:-UsePerfData
  -XX:ReservedCodeCacheSize=8m -XX:CICompilerCount=1'

say() { printf '%s\n' "$me: $*" >&2; }
tell() { [ -n "$quiet" ] || say "$*"; }
die() { say "$1"; exit "${2:-1}"; }
bad() { die "$1; see --help" 2; }

main() {
  unset CDPATH
  quiet='' why='MEMLEDGER_SH is set'
  if [ -z "$MEMLEDGER_SH" ] || [ "$MEMLEDGER_SH" = 0 ]; then
    self=$0
    case $self in */*) ;; *) [ -f "$self" ] || self=$(command -v "$self") ;; esac
    # Other programs' agents and heap sizes have no place in here.
    unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS
    find_java
    if [ -n "$java" ]; then
      MALLOC_ARENA_MAX=1; export MALLOC_ARENA_MAX
      # shellcheck disable=SC2086 # the flags are words
      exec "$java" $jvm -jar "$self" "$@"
    fi
  fi
  capture "$@"
}

# Sets java to the first Java 8 or later, or why to the reason. -fullversion loads the JVM's library (so a broken
# one shows) but starts no JVM: 5 ms instead of 50.
find_java() {
  java='' why='no Java found'
  set -- "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java)"
  # Elsewhere only with an ordinary PATH: whoever limits PATH wants what is in it.
  case :$PATH: in
    *:/usr/bin:*) set -- "$@" /usr/lib/jvm/*/bin/java /usr/lib/jvm/*/jre/bin/java /usr/java/*/bin/java \
      /usr/local/*/bin/java /opt/*/bin/java /opt/*/jre/bin/java /opt/*/*/bin/java ;;
  esac
  for j in "$@"; do
    if [ ! -f "$j" ] || [ ! -x "$j" ]; then continue; fi
    v=$("$j" -fullversion 2>&1) || v=broken
    v=${v##*full version \"} # openjdk full version "17.0.15+6", java full version "JRE 1.8.0 IBM Linux build …"
    case ${v#JRE } in
      1.[0-7].*) why="$j is older than Java 8" ;;
      1.8.* | 9* | [1-9][0-9]*) java=$j; return ;;
      *) why="$j does not start" ;;
    esac
  done
}

usage() {
  cat <<EOF
usage: $me.jar [OPTION...]
Samples /proc and /sys into one archive until it is stopped (Ctrl-C, SIGTERM) or a limit is met.
This is the plain sh form, used without Java 8 or later, or with MEMLEDGER_SH=1 in the environment.
  --interval TIME    from one snapshot to the next, 1s or more; units s, m, h (default 5s)
  --duration TIME    stop after this time
  --count N          stop after N snapshots
  --once             one snapshot
  --output FILE|DIR  the archive, or the folder for it (default: the current folder)
  --max-size SIZE    stop before the archive is larger; units K, M, G (default 256M)
  --min-free SIZE    stop before the disk has less; or a share such as 5% (default 500M or 5%, the smaller)
  --root DIR         read DIR/proc and DIR/sys
  --top N            processes looked at closely (default 30)
  --rates all        read everything for every snapshot
  --cmdline          also the command lines of those processes
  --quiet            only errors
  --list             print what would be captured and what is unreadable, and capture nothing
  --help, --version
EOF
}

# OPTION VALUE: r = seconds.
time_value() {
  u=1 v=$2
  case $v in *s) v=${v%s} ;; *m) u=60 v=${v%m} ;; *h) u=3600 v=${v%h} ;; esac
  number "$1" "$v" "a whole time of 1s or more, such as 5s, 10m or 2h"
  r=$((r * u))
}

# OPTION VALUE: r = KiB.
size_value() {
  u=1 d=1 v=$2
  case $v in *K) v=${v%K} ;; *M) u=1024 v=${v%M} ;; *G) u=1048576 v=${v%G} ;; *) d=1024 ;; esac
  number "$1" "$v" "a size such as 256M"
  r=$((r * u / d))
}

# OPTION DIGITS WANTED: r = the number; from 1 to 99999999, no leading zero (sh would read octal).
number() {
  case $2 in '' | 0* | *[!0-9]* | ?????????*) bad "$1: expected $3" ;; esac
  r=$2
}

options() {
  interval=5 duration='' count='' output=. root='' max=262144 free='' top=30 all='' cmdline='' list=''
  while [ $# -gt 0 ]; do
    case $1 in --*=*) o=$1; shift; set -- "${o%%=*}" "${o#*=}" "$@" ;; esac
    case $1 in
      --interval | --duration | --count | --output | --root | --max-size | --min-free | --top | --rates)
        [ -n "${2-}" ] || bad "$1 needs a value" ;;
    esac
    case $1 in
      --interval) time_value "$1" "$2"; interval=$r; shift ;;
      --duration) time_value "$1" "$2"; duration=$r; shift ;;
      --count) number "$1" "$2" "a number of snapshots"; count=$r; shift ;;
      --once) count=1 ;;
      --output) output=$2; shift ;;
      --root) root=$2; shift ;;
      --max-size) size_value "$1" "$2"; max=$r; shift ;;
      --min-free)
        case $2 in [1-9]% | [1-9][0-9]%) free=$2 ;; *) size_value "$1" "$2"; free=$r ;; esac
        shift ;;
      --top) number "$1" "$2" "a number of processes"; top=$r; shift ;;
      --rates)
        case $2 in all) all=1 ;; default) all='' ;; *) bad '--rates needs "all" or "default"' ;; esac
        shift ;;
      --cmdline) cmdline=cmdline ;;
      --quiet) quiet=1 ;;
      --list) list=1 ;;
      --help) usage; exit 0 ;;
      --version) echo "$me $version (sh)"; exit 0 ;;
      --append | --kmem*) bad "$1 needs Java 8 or later, and this is the plain sh form" ;;
      *) bad "unknown option $1" ;;
    esac
    shift
  done
  if [ -n "$root" ]; then
    root=$(cd -- "$root" 2>/dev/null && pwd) || bad "--root: no such folder"
    root=${root%/}
  fi
  [ -r "$root/proc/meminfo" ] || die "cannot read $root/proc/meminfo"
}

# What is read: how often (1 every snapshot, 2 often, 3 seldom, 4 rarely, 5 once), folder, files. Never pagetypeinfo or
# memory.kmem.slabinfo, which hold locks; of sys/vm not the files that act when they are read.
# Processes and cgroups are in snapshot().
targets='1 proc meminfo vmstat zoneinfo stat uptime
1 proc/pressure cpu memory io
2 proc slabinfo buddyinfo
2 proc/net sockstat sockstat6
2 proc/sys/fs file-nr dentry-state inode-nr
2 proc/sys/net/netfilter nf_conntrack_count
3 proc vmallocinfo swaps cgroups
3 proc/sysvipc shm msg
3 proc/spl/kstat/zfs arcstats
3 sys/block/zram* mm_stat
4 proc allocinfo
5 proc version cmdline mounts modules
5 proc/sys/kernel/random boot_id
5 proc/sys/vm *
5 etc os-release'

# Reads each target once: readable = the targets that can be read, unreadable = JSON objects of the others.
probe() {
  readable='' unreadable='' missing=''
  while read -r rate dir files; do
    for d in "$root/"$dir; do
      case $dir in *zfs | *zram* | *netfilter) [ -d "$d" ] || continue ;; esac
      [ "$files" != '*' ] || files=$(cd "$d" 2>/dev/null && echo *)
      good=''
      for f in $files; do
        case $f in
          stat_refresh | compact_memory | drop_caches) continue ;;
          allocinfo) [ -e "$d/$f" ] || continue ;; # most kernels have none
        esac
        [ ! -d "$d/$f" ] || continue
        now; before=$r
        if ! e=$(cat "$d/$f" 2>&1 >/dev/null); then
          cannot "${d#"$root/"}/$f" "${e##*: }"
          case $f in slabinfo) want='slab caches' ;; vmallocinfo) want='vmalloc areas' ;; *) want='' ;; esac
          case $e in *ermission*) missing="$missing${want:+${missing:+, }$want}" ;; esac
          continue
        fi
        now
        if [ $((r - before)) -gt 200 ]; then
          say "reading ${d#"$root/"}/$f takes over 2 s: it is left out"
          cannot "${d#"$root/"}/$f" 'too slow'
        else
          good="$good $f"
        fi
      done
      [ -z "$good" ] || readable="$readable$rate ${d#"$root/"}$good
"
    done
  done <<EOF
$targets
EOF
  # The two capabilities that decide what is seen, from the low 24 bits of the effective set.
  h=$(sed -n 's/^CapEff:.*\(......\)$/\1/p' /proc/self/status 2>/dev/null)
  privileges=''
  [ $((0x${h:-0} >> 19 & 1)) = 1 ] || privileges=CAP_SYS_PTRACE
  [ $((0x${h:-0} >> 1 & 3)) != 0 ] || privileges="${privileges:+$privileges, }CAP_DAC_READ_SEARCH"
  case $privileges in
    *PTRACE*)
      cannot 'proc/*/smaps_rollup' "other users' processes: Permission denied"
      missing="$missing${missing:+, }other users' smaps" ;;
  esac
  who=root
  [ "$(id -u)" = 0 ] || who='not root'
  [ -z "$missing" ] || tell "$who${privileges:+, without $privileges}: missing will be: $missing"
  : "${privileges:=$who}"
}

cannot() { unreadable="$unreadable${unreadable:+, }{\"path\": \"$1\", \"error\": \"$2\", \"count\": 1}"; }

show_list() {
  echo "$readable" | while read -r rate dir files; do
    case $rate in 1) rate='every snapshot' ;; 2) rate=often ;; 3) rate=seldom ;; 4) rate=rarely ;; 5) rate=once ;; *) continue ;; esac
    for f in $files; do echo "$rate: $dir/$f"; done
  done
  echo "often: proc/pids/stat"
  echo "often: memory files of the 64 largest cgroups"
  echo "seldom: derived/fds"
  echo "seldom: proc/<pid>/status and smaps_rollup${cmdline:+ and cmdline} of the $top largest processes"
  echo "rarely: proc/<pid>/smaps of the 5 largest processes"
  echo "$unreadable" | sed 's/}, {/}\
{/g' | sed -n 's/.*"path": "\(.*\)", "error": "\(.*\)", "count.*/unreadable: \1: \2/p'
}

# r = hundredths of a second on a clock that nobody sets.
now() {
  read -r r _ </proc/uptime || r=$(date +%s).00
  : "${epoch:=${r%.*}}" # counted from the first call: some shells count to 2^31 only
  r=$(((${r%.*} - epoch) * 100 + 1${r#*.} - 100))
}

# One snapshot into the work folder. Runs in a subshell that ignores signals: Ctrl-C reaches the whole group.
snapshot() {
  s=$work/$name/$stamp
  mkdir -p "$s/proc" "$s/sys"
  while read -r rate dir files; do
    [ "${rate:-9}" -le "$level" ] || continue
    from=$dir
    # In another root, self is not us: take what process 1 of that root sees.
    case $root:$dir in ?*:proc/net) [ ! -r "$root/proc/1/net/sockstat" ] || from=proc/1/net ;; esac
    mkdir -p "$s/$dir"
    # shellcheck disable=SC2086 # the files are words
    cd "$root/$from" && cp $files "$s/$dir/"
  done <<EOF
$readable
EOF
  [ "$level" -ge 2 ] || return 0
  # One line each; a newline inside a command name, which leaves the line without its 40 and more digits, is a "?".
  # The list goes through a pipe, for it may be longer than what a command line can hold.
  mkdir "$s/proc/pids"
  cd "$root/proc" && echo [0-9]*/stat | xargs cat |
    sed -e ':a' -e '/) [A-Za-z] [-0-9 ]\{40,\}$/!{' -e '$!{' -e 'N' -e 's/\n/?/' -e 'ba' -e '}' -e '}' >"$s/proc/pids/stat"
  cgroups
  [ "$level" -ge 3 ] || return 0
  # Open descriptors: the links in each fd folder. No program is started, but with very many processes it adds up.
  mkdir "$s/derived"
  cd "$root/proc" && set -- [0-9]* && [ $# -le 5000 ] && for pid in "$@"; do
    set -- "$pid"/fd/*
    [ ! -h "$1" ] || echo "$pid $#"
  done >"$s/derived/fds"
  # The largest by resident pages, field 24: 20 fields behind the state, which follows the last ")".
  # Address ranges of the five largest rarely, and at both ends.
  once='' ranges='' k=0
  [ "$level" -lt 5 ] || once=cgroup
  [ "$level" -lt 4 ] || ranges=smaps
  sed -n 's/^\([0-9]*\) (.*) [A-Za-z]\( [-0-9]*\)\{20\} \([1-9][0-9]*\) .*/\3 \1/p' "$s/proc/pids/stat" |
    sort -rn | head -n "$top" | while read -r _ pid; do
      mkdir "$s/proc/$pid"
      k=$((k + 1))
      [ "$k" -le 5 ] || ranges=''
      # shellcheck disable=SC2086 # words, or nothing
      cd "$root/proc/$pid" && $limit cp status $once $ranges smaps_rollup $cmdline "$s/proc/$pid/"
      # Gone in between: an empty file would say that it was read.
      [ -s "$s/proc/$pid/smaps_rollup" ] || rm -f "$s/proc/$pid/smaps_rollup" "$s/proc/$pid/smaps"
      [ -e "$s/proc/$pid/status" ] || rmdir "$s/proc/$pid"
    done
}

# The memory files of the root cgroup and of the 64 largest below it.
cgroups() {
  g=sys/fs/cgroup/memory
  [ -d "$root/$g" ] || g=sys/fs/cgroup
  cd "$root/$g" || return
  {
    echo 0 .
    find . \( -name memory.current -o -name memory.usage_in_bytes \) -exec grep . /dev/null {} + |
      sed -n 's|^\./\(.*\)/memory\.[a-z_]*:\([0-9]*\)$|\2 \1|p' | sort -rn | head -n 64
  } | while read -r _ d; do
    mkdir -p "$s/$g/$d"
    cd "$root/$g/$d" &&
      cp memory.current memory.stat memory.max memory.high memory.events memory.swap.current memory.pressure cgroup.stat \
        memory.usage_in_bytes memory.limit_in_bytes memory.memsw.usage_in_bytes memory.kmem.usage_in_bytes \
        memory.kmem.tcp.usage_in_bytes memory.failcnt memory.oom_control "$s/$g/$d/"
  done
}

# PATH...: tars these paths of the work folder into m.gz, one gzip member. The archive is one tar in many members, so
# every member but the last goes without the zero blocks at the end of its tar, however many this tar writes.
# The last path is never empty and never ends in zeros.
pack() {
  cd "$work" && tar cf t.tar "$@" || return
  blocks=$(($(wc -c <t.tar) / 512))
  end=$(tail -c 16384 t.tar | tr -c '\000' 1 | tr '\000' 0)
  [ -n "$end" ] || return
  while [ "$end" != "${end%"$zeros"}" ]; do
    end=${end%"$zeros"} blocks=$((blocks - 1))
  done
  dd if=t.tar bs=512 count="$blocks" 2>/dev/null | gzip -c >m.gz
}

# Adds m.gz to the archive (open since its creation, so that nobody can put another file in its place).
append() {
  b=$(($(wc -c <m.gz) + bytes % 1024)) # sizes in KiB and a rest: some shells count to 2^31 only
  if [ $((kib + b / 1024)) -ge "$max" ]; then stop=size-limit; return 1; fi
  if ! cat m.gz >&3; then stop=error; return 1; fi
  kib=$((kib + b / 1024)) bytes=$((b % 1024))
}

# Sets stop when the disk has too little left.
check_disk() {
  line=$(df -Pk . 2>/dev/null | sed -n '2s/.* \([0-9][0-9]*\)  *[0-9][0-9]*  *\([0-9][0-9]*\)  *[0-9-][0-9]*%.*/\1 \2/p')
  [ -n "$line" ] || return 0
  total=${line% *}
  case $free in
    '') least=$((total / 20)); [ "$least" -le 512000 ] || least=512000 ;;
    *%) least=$((total / 100 * ${free%?})) ;; # in this order: below 2^31
    *) least=$free ;;
  esac
  [ "${line#* }" -ge "$least" ] || stop=disk-low
}

# r = CPU seconds of this shell and its children.
cpu() {
  times >cpu.txt # not in $(), which would be another shell with times of its own
  c=0
  # shellcheck disable=SC2013 # words are wanted
  for w in $(cat cpu.txt); do
    case $w in
      *m*.*s) # 0m00.01s; no leading zeros in arithmetic, they mean octal
        f=${w#*.}0 w=${w%.*}
        m=${w#*m} m=${m#0} f=${f%"${f#??}"}
        c=$((c + ${w%m*} * 6000 + ${m:-0} * 100 + 1$f - 100)) ;;
    esac
  done
  f=$((c % 100 + 100))
  r=$((c / 100)).${f#1}
}

json() { printf '%s' "$1" | tr -d '\000-\037' | sed 's/[\\"]/\\&/g'; }
sysctl() { cat "$root/proc/sys/kernel/$1" 2>/dev/null; }

manifest() {
  page=$(getconf PAGESIZE 2>/dev/null) ||
    page=$(($(sed -n '/^KernelPageSize/{s/[^0-9]//gp;q;}' /proc/self/smaps 2>/dev/null) + 0))
  [ "$page" -ge 4096 ] || page=$((page * 1024))
  cat <<EOF
{
  "format": "memledger-archive",
  "version": 1,
  "collector": "$me-sh $version",
  "host": "$(json "$host")",
  "kernel": "$(json "$(sysctl osrelease || uname -r)")",
  "machine": "$(json "$(uname -m)")",
$([ "$page" = 0 ] || echo "  \"page_size\": $page,")
  "clock_ticks": $(getconf CLK_TCK 2>/dev/null || echo 100),
  "boot_id": "$(sysctl random/boot_id)",
  "started": "$(date -u +%Y-%m-%dT%H:%M:%SZ)",
  "interval_seconds": $interval,
  "privileges": "$privileges",
  "unreadable": [$unreadable]
}
EOF
}

footer() {
  cpu
  cat <<EOF
{
  "finished": "$(date -u +%Y-%m-%dT%H:%M:%SZ)",
  "reason": "$stop",
  "snapshots": $n,
  "unreadable": [$unreadable],
  "collector_cpu_seconds": $r
}
EOF
}

# Creates the archive and the work folder beside it; from here on the work folder is the current one.
create() {
  host=$(sysctl hostname || uname -n)
  name=memledger-$(printf '%s' "$host" | tr -c 'A-Za-z0-9.-' - | cut -c 1-60)-$(date -u +%Y%m%dT%H%M%SZ)
  case $output in
    */) ;;
    *) [ ! -d "$output" ] || output=$output/ ;;
  esac
  case $output in
    */) [ -d "$output" ] || die "--output: no such folder $output"; output=$output$name.tar.gz ;;
    */*) ;;
    *) output=./$output ;;
  esac
  dir=$(cd -- "${output%/*}/" 2>/dev/null && pwd) || die "--output: no such folder ${output%/*}"
  output=${dir%/}/${output##*/}
  if [ -e "$output" ] || [ -h "$output" ]; then die "$output exists: an archive is never written over or through a link"; fi
  work=$output.work
  umask 077
  mkdir "$work" 2>/dev/null || die "cannot create the folder $work (or it is left of a killed capture)"
  trap 'cd / && rm -rf "$work"' EXIT
  trap 'stop=signal; [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null' INT TERM HUP
  cd "$work" || exit
  set -C
  { command exec 3>"$output"; } 2>/dev/null || die "cannot create $output"
  set +C
  mkdir "$name"
}

# Waits until the hundredth $1, or until a signal.
wait_until() {
  now
  d=$(($1 - r))
  [ "$d" -gt 0 ] || return 0
  f=$((d % 100 + 100))
  if [ -n "$fractions" ]; then d=$((d / 100)).${f#1}; else d=$(((d + 99) / 100)); fi
  sleep "$d" 3>&- &
  sleeper=$! # known to the trap: no signal is too early or too late
  [ -n "$stop" ] || wait "$sleeper"
  sleeper=''
}

capture() {
  LC_ALL=C; export LC_ALL
  unset TAR_OPTIONS GZIP GREP_OPTIONS
  options "$@"
  epoch=''
  probe
  if [ -n "$list" ]; then show_list; exit 0; fi
  for tool in tar gzip cp cat sed; do command -v $tool >/dev/null || die "needs $tool, which is not here"; done
  tell "$why: capturing with plain sh"
  stop='' sleeper='' n=0 kib=0 bytes=0 stamp='' reason=count
  create
  if [ -n "$duration" ] && [ $((duration / interval + 1)) -le "${count:-99999999}" ]; then
    reason=duration count=$((duration / interval + 1))
  fi
  zeros=00000000 # of 512 bytes, as pack() prints them
  while [ ${#zeros} -lt 512 ]; do zeros=$zeros$zeros; done
  # A process that holds its own lock blocks who reads it. (Signals are ignored there: hence KILL.)
  limit='timeout -s KILL 2'
  $limit true 2>/dev/null || limit=''
  fractions=''
  sleep 0.01 2>/dev/null && fractions=1
  manifest >"$name/manifest.json"
  # Where tools are missing or odd, all snapshots stay in the work folder until the end.
  keep=''
  if pack "$name/manifest.json" 2>/dev/null && [ "$(gzip -dc m.gz | tail -c 512 | tr -d '\000' | tail -n 1)" = '}' ]; then
    append || finish
    rm "$name/manifest.json"
  else
    keep=1
    tell "tar or dd of this machine is too simple to pack as it goes: packing at the end"
  fi
  tell "writing $output"

  now
  start=$r tick=0
  while [ -z "$stop" ]; do
    check_disk
    [ -z "$stop" ] || break
    # A second has one snapshot.
    while t=$(date -u +%Y%m%dT%H%M%SZ) && [ "$t" = "$stamp" ]; do sleep 1; done
    stamp=$t
    # Short captures see everything more often; the first five minutes do, for nobody knows yet how long it will be.
    seldom=12
    if [ -n "$count" ] && [ "$count" -lt 120 ]; then seldom=$((count / 10 + 1)); fi
    level=1
    if [ "$n" -lt 60 ] || [ $((n % 6)) = 0 ] || [ "$interval" -ge 30 ]; then level=2; fi
    [ $((n % seldom)) -gt 0 ] || level=3
    if [ $((n % 360)) = 0 ] || [ $((n + 1)) = "$count" ] || [ -n "$all" ]; then level=4; fi
    [ "$n" -gt 0 ] || level=5
    (
      trap '' INT TERM HUP
      snapshot 2>/dev/null
      [ -z "$keep" ] || exit 0
      set --
      for d in etc derived; do [ ! -d "$work/$name/$stamp/$d" ] || set -- "$@" "$name/$stamp/$d"; done
      pack "$@" "$name/$stamp/proc" "$name/$stamp/sys"
    ) || { stop=error; break; }
    if [ -n "$keep" ]; then
      kib=$(du -sk . | cut -f 1)
      [ "$kib" -lt "$max" ] || stop=size-limit
    else
      append || break
      rm -rf "${name:?}/$stamp"
    fi
    n=$((n + 1)) tick=$((tick + interval * 100))
    if [ -z "$quiet" ] && [ -t 2 ]; then
      printf '\r%s: %s snapshots, %s KiB ' "$me" "$n" "$kib" >&2
    elif [ $((n % 60)) = 0 ]; then
      tell "$n snapshots, $kib KiB"
    fi
    [ -n "$stop" ] || [ "$n" != "$count" ] || stop=$reason
    [ -z "$stop" ] || break
    now
    # Late: go on with the next tick, and do not catch up.
    [ "$r" -lt $((start + tick + interval * 100)) ] || tick=$(((r - start) / (interval * 100) * interval * 100))
    wait_until $((start + tick))
  done
  finish
}

finish() {
  trap '' INT TERM HUP
  [ "$quiet" ] || [ ! -t 2 ] || echo >&2
  cd "$work" || exit
  footer >"$name/footer.json"
  if [ -n "$keep" ]; then
    tar cf - "$name/manifest.json" "$name"/[0-9]* "$name/footer.json" | gzip -c >&3
  else
    tar cf t.tar "$name/footer.json" && gzip -c t.tar >&3
  fi || stop=error
  case $stop in
    size-limit) tell "stopped: the archive has reached --max-size" ;;
    disk-low) tell "stopped: the disk has less than --min-free" ;;
    error) say "stopped: $output could not be written" ;;
  esac
  tell "$n snapshots"
  echo "$output $(($(wc -c <"$output"))) bytes"
  [ "$stop" != error ]
  exit
}

main "$@"; exit # nothing below is script
