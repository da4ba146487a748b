# What is captured, and what of it this machine lets be read.

# What is read: how often (1 every snapshot, 2 often, 3 seldom, 4 rarely, 5 once), folder, files. Never pagetypeinfo or
# memory.kmem.slabinfo, which hold locks; of sys/vm not the files that act when they are read.
# A test holds this list, and those of processes and cgroups, equal to the Java form's Targets.
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

# Of each of the largest processes; rarely only of the five largest of all.
process_seldom='status smaps_rollup' process_rarely=smaps process_once='cgroup limits'

# Of the root cgroup and of the 64 largest below it.
group_v1='memory.usage_in_bytes memory.stat memory.kmem.usage_in_bytes memory.kmem.tcp.usage_in_bytes memory.failcnt
  memory.limit_in_bytes memory.oom_control'
group_v2='memory.current memory.stat memory.swap.current memory.events cgroup.stat memory.pressure memory.max memory.high'

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
  find_groups
  for f in $group_files; do echo "often: $groups/**/$f of the 64 largest"; done
  echo "seldom: derived/fds"
  for f in $process_seldom $cmdline; do echo "seldom: proc/<pid>/$f of the $top largest processes"; done
  for f in $process_rarely; do echo "rarely: proc/<pid>/$f of the 5 largest processes"; done
  for f in $process_once; do echo "once: proc/<pid>/$f of the $top largest processes"; done
  echo "$unreadable" | sed 's/}, {/}\
{/g' | sed -n 's/.*"path": "\(.*\)", "error": "\(.*\)", "count.*/unreadable: \1: \2/p'
}
