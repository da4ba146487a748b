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
