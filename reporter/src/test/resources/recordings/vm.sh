#!/bin/sh
# Records a second machine: Debian under QEMU (no KVM needed), 768 MiB, cgroup v2, with the services of
# make.sh at a fifth of its load. It is captured from its boot on and powers off at the end.
#   vm.sh COLLECTOR.jar OUTPUT-FOLDER NAME MINUTES LEAK-MIB-PER-HOUR [MOST-MIB]      (as root)
# Rate 0: nothing leaks; else a service named mailfilter does, from its start on. With MOST-MIB its cgroup
# may hold no more: the kernel kills it there, and it is started again.
# Debian: qemu-system-x86 mmdebstrap e2fsprogs openjdk-17-jdk
set -eu
[ $# -ge 5 ] || { echo "usage: $0 COLLECTOR.jar OUTPUT-FOLDER NAME MINUTES RATE [MOST]" >&2; exit 2; }
jar=$(readlink -f "$1") name=$3 minutes=$4 rate=$5 most=${6-}
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$2"
out=$(readlink -f "$2")
base=${VM_BASE-/var/tmp/recorded-vm} # kept, so that a second machine is had sooner
renice -n 10 $$ > /dev/null
mkdir -p "$base"
if [ ! -e "$base/root.tar" ]; then
  mmdebstrap --variant=minbase --include=systemd-sysv,udev,dbus,cron,procps,kmod,initramfs-tools,linux-image-cloud-amd64 \
    --include=redis-server,memcached,nginx-light,postgresql-15,python3-minimal,python3,openjdk-17-jre-headless,rsyslog \
    --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    bookworm "$base/root.new.tar"
  mv "$base/root.new.tar" "$base/root.tar"
fi
root=$(mktemp -d /var/tmp/vm.XXXXXX)
trap 'rm -rf "$root" "$base/$name.img"' EXIT
tar xf "$base/root.tar" -C "$root"
cp "$root"/boot/vmlinuz-* "$base/vmlinuz"
cp "$root"/boot/initrd.img-* "$base/initrd"
mkdir -p "$root/opt/shop"
javac --release 17 -d "$root/opt/shop" "$here/Accounts.java"
cp "$here/services.py" "$jar" "$root/opt/shop/"
echo "store-${name##*-}.example" > "$root/etc/hostname"
echo '/dev/vda / ext4 defaults 0 1' > "$root/etc/fstab"
printf 'maxmemory 24mb\nmaxmemory-policy allkeys-lru\nsave ""\n' >> "$root/etc/redis/redis.conf"
sed -i 's/^-m .*/-m 16/' "$root/etc/memcached.conf"
rm -f "$root"/etc/systemd/system/timers.target.wants/* "$root/etc/resolv.conf"
unit() { # NAME COMMAND: a service that begins with the machine
  printf '%s\n' '[Service]' "ExecStart=$2" 'Restart=always' 'RestartSec=1' "$3" '[Unit]' \
    'After=redis-server.service memcached.service nginx.service' > "$root/etc/systemd/system/$1.service"
  ln -s "../$1.service" "$root/etc/systemd/system/multi-user.target.wants/$1.service"
}
s='/usr/bin/python3 /opt/shop/services.py'
unit accounts '/usr/bin/java -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp /opt/shop Accounts 8081 3000' ''
unit ingestd "$s ingestd ingest 8083 999999 0" ''
[ "$rate" = 0 ] || unit mailfilter "$s mailfilter hold 999999 $rate 900" "${most:+MemoryMax=${most}M}"
unit clients "$s clients load 8081/,8083/,80/ 6379 11211 5" ''
unit capture "/usr/bin/java -Xmx16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar /opt/shop/$(basename "$jar") \
  --interval 10s --duration ${minutes}m --output /root/capture.tar.gz" 'ExecStopPost=/usr/bin/systemctl poweroff'
sed -i 's/^Restart=.*/Restart=no/' "$root/etc/systemd/system/capture.service"
# a small job each seven minutes: a database in memory, closed again
printf '%s\n' "*/7 * * * * root $s nightly small /var/tmp" > "$root/etc/cron.d/nightly"
mke2fs -q -t ext4 -d "$root" "$base/$name.img" 1600M
rm -rf "$root"
timeout $((minutes * 60 + 1200)) qemu-system-x86_64 -accel tcg -m 768 -smp 1 -nographic -no-reboot \
  -kernel "$base/vmlinuz" -initrd "$base/initrd" -append 'root=/dev/vda rw console=ttyS0 quiet' \
  -drive "file=$base/$name.img,if=virtio,format=raw,cache=unsafe" -nic none < /dev/null > "$out/$name.console" 2>&1
debugfs -R "dump /root/capture.tar.gz $out/$name.tar.gz" "$base/$name.img" 2> /dev/null
ls -l "$out/$name.tar.gz"
