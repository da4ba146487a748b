package io.memledger.collector.redact;

import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.HandTar;

/** An archive in which every place where text can stand holds a name that must not get out. */
final class PlantedNames {
  static final String FIRST = "20261123T040305.000Z/";
  static final String SECOND = "20261123T040310.000Z/";

  /** Part of every planted name. */
  static final String MARK = "canary";

  private static final String ID =
      "0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de";

  /** Secrets that are not marked, since they are numbers and ids. */
  static final String[] OTHERS = {
    ID,
    "10.20.30.40",
    "fe80:12::ab:1",
    "52:54:00:12:34:56",
    "8f6e1c1e-43a0-4a8f-9d0e-2f0c6ae9d111",
    "3141592",
    "ffffffffc0de1000",
    "ffff888012345678",
    "-o secret"
  };

  private PlantedNames() {}

  static HandTar of(String host) {
    HandTar tar = new HandTar("memledger-" + host + "-20261123T040305Z");
    tar.file(
        "manifest.json",
        "{\"format\": \"memledger-archive\", \"version\": 1, \"host\": \""
            + host
            + "\", \"kernel\": \"6.1.0-18-canarykernel-amd64\", \"collector\": \"by canaryhand 1\","
            + " \"boot_id\": \"8f6e1c1e-43a0-4a8f-9d0e-2f0c6ae9d111\", \"canarykey\": \"canaryvalue\","
            + " \"sources\": {\"proc/meminfo\": 5, \"proc/canaryfile\": 5},"
            + " \"unreadable\": [{\"path\": \"sys/fs/cgroup/canary.slice/memory.current\","
            + " \"error\": \"cannot open /srv/canarydata of bob@canary.example, 10.20.30.40\"}]}\n");
    processes(tar);
    host(tar, host);
    kernel(tar);
    trace(tar);
    tar.file(SECOND + "proc/meminfo", "MemTotal: 1000 kB\nMemFree: 400 kB\n");
    tar.file(SECOND + "proc/pids/stat.delta", "- 7\n" + FakeRoot.stat(200, "canary-two", 60, 10));
    tar.file(SECOND + "proc/slabinfo.delta", "- canary_cache\nkmalloc-64 9 9 64 64 1 : x\n");
    tar.link(
        SECOND + "sys/fs/cgroup/system.slice/canary-api.service/memory.max",
        FIRST + "sys/fs/cgroup/system.slice/canary-api.service/memory.max");
    tar.file("footer.json", "{\"reason\": \"count\", \"snapshots\": 2}\n");
    return tar;
  }

  private static void processes(HandTar tar) {
    tar.file(
        FIRST + "proc/pids/stat",
        FakeRoot.stat(1, "systemd", 10, 1)
            + FakeRoot.stat(7, "canary(worker)", 20, 5)
            + FakeRoot.stat(200, "canary-two", 50, 10)
            + FakeRoot.stat(201, "java", 50, 10)
            + FakeRoot.stat(9, "kworker/u8:0-canary_wq", 0, 2));
    tar.file(FIRST + "proc/300/stat", FakeRoot.stat(300, "canary\nline", 20, 5));
    tar.file(FIRST + "proc/300/comm", "canary-comm\n");
    tar.file(
        FIRST + "proc/200/status",
        "Name:\tcanary-two\nUid:\t3141592\t3141592\t3141592\t3141592\nGroups:\t3141592 0 \n"
            + "VmRSS:\t200 kB\n");
    tar.file(FIRST + "proc/200/cmdline", "/opt/canary/bin/canaryd\0-o secret\0");
    tar.file(
        FIRST + "proc/200/cgroup",
        "1:name=canaryhier:/canary.slice\n0::/system.slice/docker-" + ID + ".scope\n");
    tar.file(
        FIRST + "proc/200/smaps",
        "00400000-00452000 rw-p 00000000 08:02 173521 /opt/canary/lib/libcanary.so.1\nRss: 4 kB\n"
            + "00e03000-00e24000 rw-p 00000000 00:00 0   [heap]\nRss: 8 kB\n"
            + "00f00000-00f10000 rw-p 00000000 00:00 0   [anon:canary pool]\nRss: 8 kB\n"
            + "01000000-01010000 rw-s 00000000 00:01 9   /memfd:canaryframe-17 (deleted)\nRss: 8 kB\n"
            + "01100000-01110000 rw-s 00000000 00:01 9   /dev/canarydev0\nRss: 8 kB\n"
            + "01200000-01210000 rw-s 00000000 00:01 9   /home/canaryuser/.x/data (deleted)\nRss: 8 kB\n");
    tar.file(
        FIRST + "derived/fdtypes/200",
        "3 /var/lib/canarydb\n4 memfd:canaryframe-17\n5 anon_inode:[canaryfd]\n2 /dev/canarydev0\n"
            + "9 socket\n1 /dev/shm/canaryshm (deleted)\n");
    tar.file(FIRST + "derived/held", "200 5000000 /srv/canaryheld\n200 40 anon_inode:inotify\n");
    tar.file(FIRST + "derived/bpf", "5 hash 4 8 100 4096 200 canary_map\n");
    tar.file(FIRST + "derived/mounts", "1000 500 - tmpfs /mnt/canary\\040mount\n");
    tar.file(FIRST + "derived/fds", "200 24\n");
    tar.file(FIRST + "proc/net/tcp", "canary 10.20.30.40\n");
  }

  private static void host(HandTar tar, String host) {
    tar.file(FIRST + "proc/meminfo", "MemTotal: 1000 kB\nMemFree: 500 kB\n");
    tar.file(
        FIRST + "proc/mounts",
        "/dev/mapper/canaryvg-root / ext4 rw,relatime 0 0\n"
            + "canarynas.example:/export/canary /data/canary nfs4 rw,addr=10.20.30.40,canaryopt=x 0 0\n"
            + "bob@canaryssh:/x /mnt/x fuse.canaryfs rw,user_id=3141592,uid=3141592 0 0\n"
            + "//canarysmb/share /mnt/y cifs rw,username=canaryname,addr=fe80:12::ab:1 0 0\n"
            + "overlay /merged overlay rw,lowerdir=/var/canary/a:/var/canary/b 0 0\n");
    tar.file(
        FIRST + "proc/cmdline",
        "BOOT_IMAGE=/boot/vmlinuz-6.1.0-canary root=/dev/mapper/canaryvg-root quiet"
            + " ip=10.20.30.40 canary.opt=1 mac=52:54:00:12:34:56 systemd.hostname="
            + host
            + "\n");
    tar.file(
        FIRST + "proc/version", "Linux version 6.1.0-18-canarykernel-amd64 (bob@canarybuild) #1\n");
    tar.file(
        FIRST + "etc/os-release",
        "PRETTY_NAME=\"CanaryOS 3\"\nID=debian\nHOME_URL=\"https://canary.example\"\n");
    tar.file(FIRST + "proc/sys/kernel/random/boot_id", "8f6e1c1e-43a0-4a8f-9d0e-2f0c6ae9d111\n");
    tar.file(FIRST + "proc/sys/kernel/hostname", host + "\n");
    tar.file(FIRST + "proc/sys/kernel/core_pattern", "|/opt/canary/dump %p\n");
    tar.file(
        FIRST + "proc/swaps",
        "Filename\tType\tSize\tUsed\tPriority\n/data/canary.swap file 1000 5 -2\n");
    tar.file(
        FIRST + "proc/sysvipc/shm",
        " key shmid perms size cpid lpid nattch uid gid cuid cgid atime dtime ctime rss swap\n"
            + " 0 5 600 4096 200 200 1 3141592 3141592 3141592 3141592 0 0 0 4096 0\n");
    tar.file(FIRST + "sys/fs/cgroup/system.slice/canary-api.service/memory.max", "max\n");
    tar.file(FIRST + "sys/fs/cgroup/user.slice/user-3141592.slice/memory.current", "4096\n");
    tar.file(
        FIRST + "sys/fs/cgroup/kubepods.slice/docker-" + ID + ".scope/memory.current", "4096\n");
  }

  private static void kernel(HandTar tar) {
    tar.file(
        FIRST + "proc/modules",
        "canary_drv 16384 1 - Live 0xffffffffc0de1000 (OE)\next4 999 1 - Live 0xffffffffc0000000\n");
    tar.file(
        FIRST + "proc/vmallocinfo",
        "0xffff888012345678-0xffff888012347000    8192 canary_alloc+0x1c/0x90 [canary_drv] pages=1 vmalloc\n"
            + "0xffff888012347000-0xffff888012349000    8192 ext4_fill_super+0x1c/0x90 [ext4] pages=1 vmalloc\n"
            + "0xffff888012349000-0xffff88801234b000    8192 bpf_prog_0123456789abcdef_canaryprog+0x1/0x2 [bpf] pages=1 vmalloc\n");
    tar.file(
        FIRST + "proc/slabinfo",
        "slabinfo - version: 2.1\ncanary_cache 1 1 64 64 1 : x\nkmalloc-64 5 5 64 64 1 : x\n");
    tar.file(FIRST + "derived/slabs", "canary_cache 0 canary_cache\n:0000064 0 kmalloc-64\n");
    tar.file(
        FIRST + "proc/allocinfo",
        "allocinfo - version: 1.0\n  4096 1 /build/canary/canary.c:29 [canary_drv] func:canary_tx\n"
            + "  8192 2 mm/slub.c:10 func:new_slab\n");
    tar.file(
        FIRST + "sys/kernel/debug/page_owner_stacks/show_stacks",
        " canary_pages+0x1/0x2 [canary_drv]\n __alloc_pages+0x1/0x2\nnr_base_pages: 12\n");
    tar.file(
        FIRST + "sys/kernel/debug/kmemleak",
        "unreferenced object 0xffff888012345678 (size 128):\n  comm \"canary-two\", pid 200, jiffies 4\n"
            + "  hex dump (first 32 bytes):\n    63 61 6e 61 72 79 00 00  canary..\n"
            + "  backtrace:\n    [<ffffffffc0de1000>] canary_alloc+0x1c/0x90 [canary_drv]\n");
  }

  private static void trace(HandTar tar) {
    String folder = "trace/20261123T040306.000Z/";
    tar.file(
        folder + "kallsyms",
        "ffffffff81000000 T _text\nffffffffc0de1000 t canary_read\t[canary_drv]\n");
    tar.file(
        folder + "kmem.trace",
        "# tracer: nop\n"
            + "      canary two-200     [000] .....    14.085182: kmalloc: call_site=canary_read+0x1a/0x40"
            + " [canary_drv] ptr=ffff888012345678 name=canary_cache bytes_req=1 bytes_alloc=64\n"
            + "            java-201     [001] .....    14.090358: kmalloc: call_site=ffffffffc0de1000 ptr=0\n"
            + " => canary_read\n => handle_mm_fault\n");
    tar.file(
        folder + "perf-script.txt",
        "canary two   200 [000]    14.08: kmem:kmalloc: call_site=ffffffffc0de1000\n"
            + "\tffffffffc0de1000 canary_read+0x1 ([canary_drv])\n\t7f0012 canary_main+0x5 (/opt/canary/bin/canaryd)\n");
    tar.file(folder + "lost", "0 5 0 0\n");
  }
}
