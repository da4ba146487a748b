package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that kernels, shells or hands have made odd: a gap and a counted line, never a guess. */
class BrokenTextTest {
  private static final String STAT =
      " S 1 1 1 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 3 0 300 40960 5 18446744073709551615";

  @Test
  void blankTextSaysNothing() {
    for (Source source : Sources.all()) {
      for (String text : List.of("", "\n", "   \n\n", "\t", "\0\0")) {
        for (String path : PATHS) {
          if (source.reads(path)) {
            Collected values = Collected.read(path, text);
            values.values.remove(Metric.VMALLOC_STACK_BYTES);
            values.values.remove(Metric.UNREFERENCED_BYTES);
            values.values.remove(Metric.UNREFERENCED_OBJECTS);
            assertEquals(Map.of(), values.values, path);
          }
        }
      }
    }
  }

  private static final List<String> PATHS =
      List.of(
          "proc/meminfo",
          "proc/vmstat",
          "proc/zoneinfo",
          "proc/stat",
          "proc/uptime",
          "proc/pressure/memory",
          "proc/pids/stat",
          "proc/7/stat",
          "proc/7/status",
          "proc/7/smaps_rollup",
          "proc/7/smaps",
          "proc/7/limits",
          "proc/7/cgroup",
          "proc/slabinfo",
          "proc/buddyinfo",
          "proc/vmallocinfo",
          "proc/allocinfo",
          "sys/kernel/debug/page_owner_stacks/show_stacks",
          "sys/kernel/debug/page_owner",
          "sys/kernel/debug/kmemleak",
          "sys/kernel/debug/slab/filp/alloc_traces",
          "sys/kernel/slab/filp/alloc_calls",
          "proc/net/sockstat",
          "proc/7/comm",
          "proc/7/statm",
          "proc/sys/fs/file-nr",
          "proc/sys/vm/min_free_kbytes",
          "proc/sysvipc/shm",
          "proc/sysvipc/msg",
          "proc/swaps",
          "proc/cgroups",
          "proc/version",
          "sys/block/zram0/mm_stat",
          "proc/spl/kstat/zfs/arcstats",
          "sys/fs/cgroup/a/memory.current",
          "sys/fs/cgroup/a/memory.stat",
          "sys/fs/cgroup/a/memory.events",
          "sys/fs/cgroup/a/memory.pressure",
          "derived/fds",
          "derived/fdtypes/7",
          "derived/held",
          "derived/mounts",
          "derived/slabs",
          "derived/bpf",
          "derived/collector");

  @Test
  void everySourceHasAPathInThisTest() {
    for (Source source : Sources.all()) {
      assertTrue(PATHS.stream().anyMatch(source::reads), source.getClass().getSimpleName());
    }
    for (String path : PATHS) {
      assertEquals(1, Sources.all().stream().filter(s -> s.reads(path)).count(), path);
    }
  }

  @Test
  void meminfo() {
    Collected values =
        Collected.read(
            "proc/meminfo",
            "MemTotal:  100 kB\nMemAvailable: -1 kB\nMemFree: 1x kB\nNewField: 5 kB\n"
                + "Slab: 99999999999999999999 kB\nCached:\nShmem: 7\nDirty: 5 MB\nBuffers: 9 kB");
    assertEquals(List.of(2, 3, 5, 6, 8), values.malformed);
    assertEquals(102400, values.host(Metric.MEM_TOTAL));
    assertEquals(Double.NaN, values.host(Metric.MEM_AVAILABLE));
    assertEquals(7168, values.host(Metric.SHMEM), "no unit, as some containers print it");
    assertEquals(9216, values.host(Metric.BUFFERS), "no newline at the end");
    assertEquals(3, values.values.size());
  }

  @Test
  void commandsWithBlanksParenthesesAndNewlines() {
    String text =
        "1 (a b)" + STAT + "\n2 (x) y ) (z))" + STAT + "\n3 (new\nline)" + STAT + "\n4 ()" + STAT;
    Collected values = Collected.read("proc/pids/stat", text);
    assertEquals(List.of(), values.malformed);
    for (Subject subject :
        List.of(
            Subject.process("a b", 1, 300),
            Subject.process("x) y ) (z)", 2, 300),
            Subject.process("new\nline", 3, 300),
            Subject.process("", 4, 300))) {
      assertEquals(20480, values.of(Metric.PROC_RSS, subject), subject.toString());
    }
    Collected alone = Collected.read("proc/3/stat", "3 (new\nline)" + STAT + "\n");
    assertEquals(20480, alone.of(Metric.PROC_RSS, Subject.process("new\nline", 3, 300)));
  }

  @Test
  void processesThatAreNone() {
    Collected values =
        Collected.read(
            "proc/pids/stat",
            "5 (kworker/0:1) I 2 0 0 0 -1 69238880 0 0 0 0 0 1 0 0 20 0 1 0 30 0 0 1844674407\n"
                + "6 (dead) Z 1 1 1 0 -1 4227084 0 0 0 0 0 1 0 0 20 0 1 0 40 0 0 18446744\n"
                + "7 (cut) S 1 1 1\nno number\n8 no parenthesis\n");
    assertEquals(List.of(3, 4, 5), values.malformed);
    Subject zombie = Subject.process("dead", 6, 40);
    assertEquals(1, values.of(Metric.PROC_ZOMBIES, zombie));
    assertEquals(0, values.of(Metric.PROC_COUNT, zombie));
    assertEquals(Double.NaN, values.of(Metric.PROC_RSS, zombie));
    assertEquals(1, values.count(Metric.PROC_COUNT));
  }

  @Test
  void limitsThatAreNone() {
    for (String none :
        List.of(
            "max",
            "9223372036854771712",
            "9223372036854775807",
            "18446744073709551615",
            "8796093018112",
            "-1")) {
      Collected v2 = Collected.read("sys/fs/cgroup/a/memory.max", none + "\n");
      Collected v1 = Collected.read("sys/fs/cgroup/memory/a/memory.limit_in_bytes", none + "\n");
      assertEquals(0, v2.values.size() + v1.values.size(), none);
      assertEquals(0, v2.malformed.size() + v1.malformed.size(), none);
    }
    Collected limit = Collected.read("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "4096\n");
    assertEquals(4096, limit.of(Metric.CG_LIMIT, Subject.Kind.CGROUP, "/a/b"));
    Collected root = Collected.read("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");
    assertEquals(5, root.of(Metric.CG_CURRENT, Subject.Kind.CGROUP, "/"));
  }

  @Test
  void slabNamesWithBlanksAndShortLines() {
    Collected values =
        Collected.read(
            "proc/slabinfo",
            "my cache name  10 20 64 32 2 : tunables 0 0 0 : slabdata 3 4 0\n"
                + "cut 10 20 64\nshort 1 2 3 4 5\n");
    assertEquals(List.of(2, 3), values.malformed);
    assertEquals(
        4 * 2 * 4096.0, values.of(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE, "my cache name"));
  }

  @Test
  void vmallocLinesWithoutPagesHoldNoMemory() {
    Collected values =
        Collected.read(
            "proc/vmallocinfo",
            "0xf0-0xf1 20480 kernel_clone+0x9a/0x3e0 pages=4 vmalloc N0=4\n"
                + "0xf2-0xf3 8192 acpi_os_map+0x1/0x2 phys=0xe000000 ioremap\n"
                + "0xf4-0xf5 8192 load+0x1/0x2 [mod] pages=1 vmalloc\n"
                + "0xf6-0xf7 8192 load+0x1/0x2 [mod] vmap user\n"
                + "0xf8-0xf9 8192 unpurged vm_area\n0xfa-0xfb 8192 pages=2 vmalloc\n"
                + "0xfc-0xfd 8192 x+0x1/0x2 pages=x\n");
    assertEquals(7 * 4096.0, values.host(Metric.VMALLOC_BYTES));
    assertEquals(4 * 4096.0, values.host(Metric.VMALLOC_STACK_BYTES));
    assertEquals(4096, values.of(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER, "load [mod]"));
    assertEquals(List.of(7), values.malformed);
  }

  @Test
  void derivedFilesAndTheirNames() {
    Collected mounts =
        Collected.read("derived/mounts", "9 4 1 tmpfs /dev/shm\n0 5 1 ramfs /a b\nx\n");
    assertEquals(4, mounts.of(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT, "/dev/shm"));
    assertEquals(5, mounts.of(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT, "/a b"));
    assertEquals(9, mounts.of(Metric.MOUNT_SIZE, Subject.Kind.TMPFS_MOUNT, "/dev/shm"));
    assertEquals(
        Double.NaN, mounts.of(Metric.MOUNT_SIZE, Subject.Kind.TMPFS_MOUNT, "/a b"), "no limit");
    assertEquals(List.of(3), mounts.malformed);
    Collected slabs = Collected.read("derived/slabs", ":at-64 1 filp\n:at-64 1 cred\n");
    assertEquals(Map.of("filp", ":at-64", "cred", ":at-64"), slabs.slabGroups);
    Subject filp = Subject.named(Subject.Kind.SLAB_CACHE, "filp");
    assertEquals(Map.of(Label.RECLAIMABLE, "1"), slabs.labels.get(filp));
    Collected bpf = Collected.read("derived/bpf", "12 hash 4 8 100 65536 1,2 my map\n");
    Subject map = new Subject(Subject.Kind.BPF_MAP, "my map", 12, 0);
    assertEquals(65536, bpf.of(Metric.BPF_MEMLOCK, map));
    Collected fds = Collected.read("derived/fds", "7 12\n8\n-1 5\n");
    assertEquals(12, fds.of(Metric.PROC_FDS, Subject.process("", 7, 0)));
    assertEquals(List.of(2, 3), fds.malformed);
    Collected cost = Collected.read("derived/collector", "5000 1000 300 9\n");
    assertEquals(0.005, cost.host(Metric.COLLECTOR_CPU), 1e-12);
    assertEquals(1000, cost.host(Metric.COLLECTOR_RSS));
    Collected shm =
        Collected.read(
            "proc/sysvipc/shm",
            "       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid"
                + "      atime      dtime      ctime        rss       swap\n"
                + "         0          3  1600    4194304  900   901      0  1000  1000  1000"
                + "  1000 1 2 3 4096 8192\n");
    Subject segment = new Subject(Subject.Kind.SHM_SEGMENT, "0", 3, 0);
    assertEquals(4_194_304, shm.of(Metric.SHM_SIZE, segment));
    assertEquals(4096, shm.of(Metric.SHM_RSS, segment));
    assertEquals(8192, shm.of(Metric.SHM_SWAP, segment));
    assertEquals(0, shm.of(Metric.SHM_ATTACHED, segment));
    Collected swaps =
        Collected.read(
            "proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 900 40 -2\n");
    assertEquals(40960, swaps.of(Metric.SWAP_DEVICE_USED, Subject.Kind.SWAP_DEVICE, "/dev/zram0"));
  }

  @Test
  void uptimeAndVersion() {
    assertEquals(12.07, Collected.read("proc/uptime", "12.07 3.00\n").host(Metric.UPTIME), 1e-9);
    assertEquals(12, Collected.read("proc/uptime", "12").host(Metric.UPTIME));
    for (String broken : List.of("-5.00 1\n", "1.-2\n", ".\n", "x\n", "1.2.3\n")) {
      Collected values = Collected.read("proc/uptime", broken);
      assertEquals(0, values.values.size(), broken);
      assertEquals(List.of(1), values.malformed, broken);
    }
    Collected os =
        Collected.read("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");
    assertEquals("Debian GNU/Linux 12", os.facts.get(Sink.Fact.OS_NAME));
  }

  @Test
  void pathsOfOthersAreNotClaimed() {
    for (String path :
        List.of(
            "proc/meminfo2",
            "proc/7/task/7/status",
            "proc/self/stat",
            "proc/12345678/stat",
            "proc/7x/stat",
            "proc/7/xstatus",
            "proc//stat",
            "sys/fs/cgroup/a/memory.reclaim",
            "proc/7/maps",
            "")) {
      assertTrue(Sources.reading(path).isEmpty(), path);
    }
  }
}
