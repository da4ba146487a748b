# The archive: one tar in many gzip members, its manifest and its footer, and the limits that it keeps.

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
