#!/bin/sh
# Records a machine on which real services work: PostgreSQL, Redis, memcached, nginx, two Java services, a
# browser, batch jobs whose "hour" has seven minutes, and whatever else the machine does meanwhile.
#   make.sh COLLECTOR.jar OUTPUT-FOLDER MINUTES LEAK-AFTER-MINUTES LEAK-MIB-PER-HOUR      (as root)
# Debian: postgresql redis-server memcached nginx-light chromium sqlite3 openjdk-17-jdk python3
# One service, ingestd, begins to leak after the given minutes. Captures overlap: one over the whole time
# (long), some of a part of it. All is on 127.0.0.1, at nice 10, and below a quarter of a core.
set -eu
[ $# = 5 ] || { echo "usage: $0 COLLECTOR.jar OUTPUT-FOLDER MINUTES LEAK-AFTER RATE" >&2; exit 2; }
jar=$(readlink -f "$1") out=$2 minutes=$3 after=$4 rate=$5
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$out"
out=$(readlink -f "$out")
work=/srv/shop groups=/sys/fs/cgroup/memory/shop.slice
renice -n 10 $$ > /dev/null
rm -rf "$work"; mkdir -p "$work/www" "$work/batch" "$work/bin" "$groups"
python=/usr/bin/python3
pg=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
pids=
end() {
  trap - EXIT INT TERM
  kill $pids 2> /dev/null || true
  su postgres -c "$pg/pg_ctl -D $work/pg -m fast stop" > /dev/null 2>&1 || true
  sleep 3
  find "$groups" -depth -type d -exec rmdir {} + 2> /dev/null || true
}
trap end EXIT INT TERM
service() { # NAME COMMAND...
  group=$1; shift
  mkdir -p "$groups/$group.service"
  sh -c 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"' sh "$groups/$group.service" "$@" > "$work/$group.log" 2>&1 &
  pids="$pids $!"
}
capture() { # NAME WAIT-MINUTES INTERVAL DURATION
  (
    sleep $(($2 * 60))
    exec java -XX:+UseSerialGC -Xmx16m -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar "$jar" --quiet \
      --interval "$3" --duration "$4" --output "$out/$1.tar.gz"
  ) > "$out/$1.log" 2>&1 &
  captures="$captures $!"
}
captures=
capture long 0 10s "${minutes}m"
[ "$after" -lt 8 ] || capture before-leak 1 5s "$((after - 1))m"
capture busy-1 3 1s 90s
capture busy-2 $((minutes / 3)) 1s 90s
capture busy-3 $((minutes * 2 / 3)) 1s 90s
capture begin $((after - 5)) 5s 20m
capture middle $((after + 5)) 10s $((minutes / 3))m
capture end $((after + 20)) 15s $((minutes - after - 21))m

mkdir "$work/pg"; chown postgres "$work/pg"
su postgres -c "$pg/initdb -D $work/pg" > "$work/initdb.log" 2>&1
service postgresql su postgres -c "exec $pg/postgres -D $work/pg -p 18432 -k $work/pg -c shared_buffers=128MB"
service redis redis-server --port 18379 --save '' --maxmemory 256mb --maxmemory-policy allkeys-lru
service memcached memcached -u nobody -p 18211 -m 160
printf '%s\n' 'daemon off; worker_processes 2; error_log stderr; pid /srv/shop/nginx.pid;' 'events { }' \
  'http { access_log off; server { listen 127.0.0.1:18080; root /srv/shop/www;' \
  '  location /accounts { proxy_pass http://127.0.0.1:18081/; } } }' > "$work/nginx.conf"
chmod 755 "$work" "$work/www"
{ echo '<!doctype html><title>Shop</title><table>'; seq -f '<tr><td>%g<td>article' 4000; } > "$work/www/index.html"
service nginx nginx -c "$work/nginx.conf"
javac -d "$work/bin" "$here/Accounts.java"
cp "$here/services.py" "$work/bin/services.py"
s=$work/bin/services.py
service accounts java -Xmx192m -XX:+UseG1GC -cp "$work/bin" Accounts 18081 20000
service search java -Xmx96m -XX:+UseSerialGC -cp "$work/bin" Accounts 18082 9000
service ingestd "$python" "$s" ingestd ingest 18083 $((after * 60)) "$rate"
service batch "$python" "$s" batchd batch "$work/batch" 420
sleep 5
service clients "$python" "$s" clients load 18081/,18082/,18083/,18080/,18080/accounts 18379 18211
(
  cd "$work"
  su postgres -c "$pg/pgbench -h $work/pg -p 18432 -i -s 8 postgres" > pgbench.log 2>&1
  while sleep 90; do
    su postgres -c "$pg/pgbench -h $work/pg -p 18432 -c 4 -R 15 -T 60 postgres" >> pgbench.log 2>&1
  done
) &
pids="$pids $!"
(
  while sleep 200; do
    timeout 100 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" \
      --remote-debugging-port=18222 http://127.0.0.1:18080/ > "$work/browser.log" 2>&1 || true
  done
) &
pids="$pids $!"
date -u +"began %Y-%m-%dT%H:%M:%SZ" > "$out/times"
for capture in $captures; do wait "$capture" || echo "a capture failed, see $out/*.log" >&2; done
