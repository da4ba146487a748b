# One snapshot: files of the host, of the largest processes, of the largest cgroups.

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
  [ "$level" -lt 5 ] || once=$process_once
  [ "$level" -lt 4 ] || ranges=$process_rarely
  sed -n 's/^\([0-9]*\) (.*) [A-Za-z]\( [-0-9]*\)\{20\} \([1-9][0-9]*\) .*/\3 \1/p' "$s/proc/pids/stat" |
    sort -rn | head -n "$top" | while read -r _ pid; do
      mkdir "$s/proc/$pid"
      k=$((k + 1))
      [ "$k" -le 5 ] || ranges=''
      # shellcheck disable=SC2086 # words, or nothing
      cd "$root/proc/$pid" && $limit cp $once $ranges $process_seldom $cmdline "$s/proc/$pid/"
      # Gone in between: an empty file would say that it was read.
      [ -s "$s/proc/$pid/smaps_rollup" ] || rm -f "$s/proc/$pid/smaps_rollup" "$s/proc/$pid/smaps"
      [ -e "$s/proc/$pid/status" ] || rmdir "$s/proc/$pid"
    done
}

# Sets groups to the hierarchy that counts memory, and group_files to what it has.
find_groups() {
  groups=sys/fs/cgroup/memory group_files=$group_v1
  [ -d "$root/$groups" ] || groups=sys/fs/cgroup group_files=$group_v2
}

# The memory files of the root cgroup and of the 64 largest below it.
cgroups() {
  find_groups
  cd "$root/$groups" || return
  {
    echo 0 .
    find . \( -name memory.current -o -name memory.usage_in_bytes \) -exec grep . /dev/null {} + |
      sed -n 's|^\./\(.*\)/memory\.[a-z_]*:\([0-9]*\)$|\2 \1|p' | sort -rn | head -n 64
  } | while read -r _ d; do
    mkdir -p "$s/$groups/$d"
    # shellcheck disable=SC2086 # the files are words
    cd "$root/$groups/$d" && cp $group_files "$s/$groups/$d/"
  done
}
