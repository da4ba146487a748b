# Options of the plain sh form: those of the Java form, but for appending and tracing.

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
      --append | --kmem* | --redact* | --key | --without) bad "$1 needs Java 8 or later, and this is the plain sh form" ;;
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
