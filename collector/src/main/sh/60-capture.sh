# The capture from its first snapshot to its end, and the last line.

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
