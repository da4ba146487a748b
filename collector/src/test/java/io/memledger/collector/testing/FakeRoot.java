package io.memledger.collector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small machine on disk: just enough of /proc and /sys to capture it. */
public final class FakeRoot {
  public static final String MEMINFO =
      "MemTotal:  1000 kB\nMemFree:  500 kB\nMemAvailable:  600 kB\n";

  public final Path path;

  public FakeRoot(Path path) {
    this.path = path;
    file("proc/meminfo", MEMINFO);
    file("proc/vmstat", lines("nr_counter", 80));
    file(
        "proc/zoneinfo", "Node 0, zone DMA\n  pages free 1\nNode 0, zone Normal\n  pages free 2\n");
    file("proc/stat", "cpu 1 2 3\nbtime 1795406585\n");
    file("proc/uptime", "100.00 50.00\n");
    file("proc/slabinfo", "slabinfo - version: 2.1\n# name <active_objs>\n" + lines("cache", 60));
    file("proc/mounts", "tmpfs /run/a\\040b tmpfs rw 0 0\nnfs:/x /mnt nfs rw 0 0\n");
    folder("run/a b");
    file("proc/sys/kernel/hostname", "not this one\n");
    file("proc/sys/kernel/osrelease", "6.1.0-test\n");
    file("proc/sys/kernel/random/boot_id", "aaaa-bbbb\n");
    file("proc/sys/vm/swappiness", "60\n");
    file("proc/sys/vm/stat_refresh", "must not be read\n");
    file("proc/pagetypeinfo", "must not be read\n");
    file("proc/1/net/sockstat", "sockets: used 7\n");
    file("etc/hostname", "shop/../07 \u00e9\n");
    file("sys/fs/cgroup/cgroup.controllers", "memory\n");
    file("sys/fs/cgroup/web.slice/memory.current", "4096\n");
    file("sys/fs/cgroup/web.slice/memory.max", "max\n");
    file("sys/fs/cgroup/web.slice/memory.kmem.slabinfo", "must not be read\n");
    process(1, "init", 100, 10);
    process(200, "odd) (na\nme", 5000, 20);
  }

  public static String lines(String key, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(key).append(i).append(" 1000 2000 3000\n");
    }
    return lines.toString();
  }

  /** A line of /proc/PID/stat with 52 fields. */
  public static String stat(int pid, String comm, long rssPages, long startTime) {
    StringBuilder line = new StringBuilder(pid + " (" + comm + ") S");
    for (int field = 4; field <= 52; field++) {
      line.append(' ').append(field == 22 ? startTime : field == 24 ? rssPages : 0);
    }
    return line + "\n";
  }

  public void process(int pid, String comm, long rssPages, long startTime) {
    String folder = "proc/" + pid + "/";
    file(folder + "stat", stat(pid, comm, rssPages, startTime));
    file(folder + "status", "Name:\tx\nVmRSS:\t" + rssPages * 4 + " kB\n");
    file(folder + "smaps_rollup", "Rss: " + rssPages * 4 + " kB\n");
    file(folder + "smaps", "00400000-00452000 rw-p 0 0:0 0 [heap]\nRss: " + rssPages + " kB\n");
    file(folder + "cgroup", "0::/web.slice\n");
    file(folder + "cmdline", "secret\0--password\0");
    folder(folder + "fd");
  }

  public void folder(String name) {
    try {
      Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes into the same file again, as a file of the kernel keeps its identity. */
  public void file(String name, String content) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A symbolic link, as /proc/PID/fd has them. */
  public void link(String name, String target) {
    try {
      Path link = path.resolve(name);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
