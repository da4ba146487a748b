package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Chosen values of found files, by kernel. Sums were taken with awk from the same files, for
 * example {@code awk '/count:/ {s += $2} END {print s}' zoneinfo}.
 */
@Tag("shared")
class SharedKernelValuesTest {
  private static final String MTK = "android/mtk-3.4.5-arm";
  private static final String UBUNTU = "ubuntu/3.2.0-58-x86_64";
  private static final String COREOS = "coreos-sosreport/4.18.0-80.el8-x86_64";
  private static final String KUBERNETES = "hotsos/kubernetes-5.4";
  private static final String RHEL9 = "rhel9/5.14.0-325-x86_64";
  private static final String CHROMEOS = "chromeos/6.6.119-x86_64";
  private static final String XILINX = "embedded/xilinx-4.4.0-armv7";

  private static void meminfo(
      String folder, long total, long available, long reclaimable, long stack, long percpu) {
    Collected values = SharedFixtures.read(folder, "proc/meminfo");
    assertKib(total, values.host(Metric.MEM_TOTAL));
    assertKib(available, values.host(Metric.MEM_AVAILABLE));
    assertKib(reclaimable, values.host(Metric.S_RECLAIMABLE));
    assertKib(stack, values.host(Metric.KERNEL_STACK));
    assertKib(percpu, values.host(Metric.PERCPU));
  }

  /** -1 stands for absent. */
  private static void assertKib(long expected, double actual) {
    assertEquals(expected < 0 ? Double.NaN : expected * 1024.0, actual);
  }

  @Test
  void meminfoBySevenKernels() {
    meminfo(MTK, 990732, -1, 13924, 6792, -1);
    meminfo(UBUNTU, 8133452, -1, 219532, 2224, -1);
    meminfo(COREOS, 8164548, 1950080, 95248, 3648, -1);
    meminfo(KUBERNETES, 4026036, 2775844, 173756, 5280, 2184);
    meminfo(RHEL9, 789952, 506936, 46828, 1872, 436);
    meminfo(CHROMEOS, 7905520, 5106572, 93344, 15664, 2352);
    meminfo(XILINX, 252308, 215100, 6508, 880, -1);
  }

  private static void zoneinfo(String folder, long min, long low, long pcp, long reserve) {
    Collected values = SharedFixtures.read(folder, "proc/zoneinfo");
    assertEquals(min * 4096.0, values.host(Metric.WATERMARK_MIN), folder);
    assertEquals(low * 4096.0, values.host(Metric.WATERMARK_LOW), folder);
    assertEquals(pcp * 4096.0, values.host(Metric.PCP_FREE), folder);
    assertEquals(reserve * 4096.0, values.host(Metric.TOTAL_RESERVE), folder);
  }

  @Test
  void zoneinfoBySevenKernels() {
    zoneinfo(MTK, 822, 1181, 305, 5578);
    zoneinfo(UBUNTU, 16894, 21117, 1543, 33948);
    zoneinfo(COREOS, 16895, 21118, 285, 33334);
    zoneinfo(KUBERNETES, 16895, 21117, 917, 30169);
    zoneinfo(RHEL9, 8636, 10794, 2862, 13708);
    zoneinfo(XILINX, 502, 627, 88, 753);
    zoneinfo("node_exporter/mixed", 16895, 25072, 3318, 67101);
  }

  private static void vmstat(String folder, long scan, long steal, long stall, long refault) {
    Collected values = SharedFixtures.read(folder, "proc/vmstat");
    assertEquals(scan, values.host(Metric.PGSCAN), folder);
    assertEquals(steal, values.host(Metric.PGSTEAL), folder);
    assertEquals(stall, values.host(Metric.ALLOCSTALL), folder);
    assertEquals(
        refault < 0 ? Double.NaN : refault, values.host(Metric.WORKINGSET_REFAULT), folder);
  }

  @Test
  void vmstatCountersThatKernelsSplitAreSummedOnce() {
    vmstat(
        "node_exporter/mixed",
        107656 + 358784 + 67 + 6796,
        78783 + 254128 + 44 + 6484,
        83165,
        157066);
    vmstat(KUBERNETES, 393281, 368811, 0, 12025);
    vmstat(UBUNTU, 0, 0, 0, -1);
    vmstat(CHROMEOS, 0, 0, 0, 0);
    vmstat(XILINX, 0, 0, 0, 0);
    vmstat(MTK, 0, 0, 0, -1);
    // A second split of the same scans, as 6.1 and later print it.
    Collected both =
        Collected.read(
            "proc/vmstat",
            "pgscan_kswapd 5\npgscan_direct 7\npgscan_khugepaged 1\npgscan_proactive 2\n"
                + "pgscan_anon 9\npgscan_file 6\npgscan_direct_throttle 99\n");
    assertEquals(15, both.host(Metric.PGSCAN));
  }

  private static void slabinfo(
      String folder, int caches, long bytes, long dentryBytes, long active, long objects) {
    Collected values = SharedFixtures.read(folder, "proc/slabinfo");
    assertEquals(caches, values.count(Metric.SLAB_BYTES), folder);
    assertEquals(bytes, values.sum(Metric.SLAB_BYTES), folder);
    Subject dentry = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");
    assertEquals(dentryBytes, values.of(Metric.SLAB_BYTES, dentry), folder);
    assertEquals(active, values.of(Metric.SLAB_ACTIVE_OBJECTS, dentry), folder);
    assertEquals(objects, values.of(Metric.SLAB_OBJECTS, dentry), folder);
  }

  @Test
  void slabinfoOfSlabAndSlubAndDoubledNames() {
    slabinfo("insights-core/rhel7-3.10", 103, 47689728, 5005312, 25349, 25662);
    slabinfo("embedded/zte-4.1.25", 67, 23830528, 1839104, 10449, 13470);
    slabinfo(XILINX, 84, 13594624, 1777664, 13020, 13020);
    slabinfo(COREOS, 142, 201113600, 22265856, 100892, 103284);
    slabinfo(KUBERNETES, 211, 242081792, 20570112, 83040, 105462);
    slabinfo(CHROMEOS, 171, 194367488, 16855040, 85529, 86415);
    slabinfo("cases/zswap-zpools-ppc32/3", 217, 19738624, 1155072, 6477, 6486);
  }

  @Test
  void slabinfoCountsThePagesOfTheMachine() {
    Collected big = SharedFixtures.read(COREOS, "proc/slabinfo", 65536);
    assertEquals(201113600L * 16, big.sum(Metric.SLAB_BYTES));
  }

  private static void vmallocinfo(
      String folder, long pages, long stackPages, String largest, long largestPages) {
    Collected values = SharedFixtures.read(folder, "proc/vmallocinfo");
    assertEquals(pages * 4096.0, values.host(Metric.VMALLOC_BYTES), folder);
    assertEquals(stackPages * 4096.0, values.host(Metric.VMALLOC_STACK_BYTES), folder);
    assertEquals(
        largestPages * 4096.0,
        values.of(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER, largest),
        folder);
  }

  @Test
  void vmallocinfoByCaller() {
    // Stacks: 230 and 332 areas of 4 pages, where meminfo says KernelStack 3,648 and 5,280 kB.
    vmallocinfo(COREOS, 11308, 920, "netvsc_device_add [hv_netvsc]", 4359);
    vmallocinfo(KUBERNETES, 7417, 1328, "layout_and_allocate", 2855);
    vmallocinfo(MTK, 2109, 0, "stp_dbg_init [mtk_stp_wmt]", 1031);
    vmallocinfo("embedded/zte-4.1.25", 3177, 0, "module_alloc_update_bounds", 1882);
    vmallocinfo(XILINX, 87, 0, "jffs2_zlib_init", 77);
  }

  @Test
  void processStatOddities() {
    Collected doubled = SharedFixtures.read("procfs/mixed", "proc/584/stat");
    Subject subject = Subject.process("(a b ) ( c d) ", 1020, 10839175);
    assertEquals(10395648, doubled.of(Metric.PROC_VSIZE, subject));
    assertEquals(155 * 4096.0, doubled.of(Metric.PROC_RSS, subject));
    assertEquals(1, doubled.of(Metric.PROC_THREADS, subject));
    // A kernel thread, with a priority of -2^63.
    assertEquals(0, SharedFixtures.read("procfs/mixed", "proc/26232/stat").values.size());
    Collected init = SharedFixtures.read("pcp/procpid-2.6.32-root-001", "proc/1/stat");
    Subject first = Subject.process("init", 1, 2);
    assertEquals(19820544, init.of(Metric.PROC_VSIZE, first));
    assertEquals(385 * 4096.0, init.of(Metric.PROC_RSS, first));
  }

  @Test
  void otherFiles() {
    Collected sockets = SharedFixtures.read("procfs/mixed", "proc/net/sockstat");
    assertEquals(1602, sockets.host(Metric.SOCKETS_USED));
    assertEquals(35, sockets.host(Metric.TCP_INUSE));
    assertEquals(4, sockets.host(Metric.TCP_TIME_WAIT));
    assertEquals(22 * 4096.0, sockets.host(Metric.TCP_MEM));
    assertEquals(62 * 4096.0, sockets.host(Metric.UDP_MEM));
    Collected zram = SharedFixtures.read("pcp/zram-root-001", "sys/block/zram0/mm_stat");
    assertEquals(73728, zram.host(Metric.ZRAM_USED));
    assertEquals(5373952, zram.host(Metric.ZRAM_ORIGINAL));
    Collected dentries =
        SharedFixtures.read("cases/opencloudtouch-dentry/1", "proc/sys/fs/dentry-state");
    assertEquals(2368980, dentries.host(Metric.DENTRIES));
    assertEquals(2357899, dentries.host(Metric.DENTRIES_UNUSED));
    assertEquals(2318380, dentries.host(Metric.DENTRIES_NEGATIVE));
    Collected pressure = SharedFixtures.read("pcp/pressure-root-001", "proc/pressure/memory");
    assertEquals(3559.632828, pressure.host(Metric.PSI_MEMORY_SOME), 1e-6);
    assertEquals(3300.487258, pressure.host(Metric.PSI_MEMORY_FULL), 1e-6);
    Collected arc = SharedFixtures.read("node_exporter/mixed", "proc/spl/kstat/zfs/arcstats");
    assertEquals(1603939792, arc.host(Metric.ARC_SIZE));
    assertEquals(8367976448.0, arc.host(Metric.ARC_MAX));
    assertEquals(33554432, arc.host(Metric.ARC_MIN));
    assertEquals(1643208777, arc.host(Metric.ARC_TARGET));
    Collected stat = SharedFixtures.read(RHEL9, "proc/stat");
    assertEquals(4429 + 1429 + 2524 + 10997 + 187 + 154 + 38 + 7, stat.host(Metric.CPU_TICKS));
    assertEquals(10997, stat.host(Metric.CPU_IDLE_TICKS));
    assertEquals(1, stat.host(Metric.CPUS));
    assertEquals(1709837786, stat.host(Metric.BOOT_TIME));
    assertEquals(14037, stat.host(Metric.FORKS));
    assertEquals(198.42, SharedFixtures.read(RHEL9, "proc/uptime").host(Metric.UPTIME), 1e-9);
    Collected buddy = SharedFixtures.read(COREOS, "proc/buddyinfo");
    double dma = 0;
    int[] blocks = {1, 1, 1, 0, 2, 1, 1, 0, 1, 1, 3};
    for (int order = 4; order < blocks.length; order++) {
      dma += blocks[order] * 4096.0 * (1 << order);
    }
    assertEquals(dma, buddy.of(Metric.BUDDY_HIGH_ORDER, Subject.Kind.ZONE, zone(buddy)));
    assertTrue(buddy.host(Metric.BUDDY_FREE) > buddy.host(Metric.BUDDY_HIGH_ORDER));
    assertEquals(
        65535,
        SharedFixtures.read("cases/zombie-memcg-lxc/1", "proc/cgroups")
            .host(Metric.MEMORY_CGROUPS));
  }

  private static String zone(Collected buddy) {
    return buddy.values.get(Metric.BUDDY_FREE).keySet().stream()
        .map(Subject::name)
        .filter(name -> name.endsWith("DMA"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cgroupsOfBothVersions() {
    String folder = "pcp/cgroups-root-004";
    String group = "/system.slice/ModemManager.service";
    String base = "sys/fs/cgroup" + group + "/";
    Subject subject = Subject.named(Subject.Kind.CGROUP, group);
    assertEquals(
        1474560,
        SharedFixtures.read(folder, base + "memory.current").of(Metric.CG_CURRENT, subject));
    assertEquals(
        1695744,
        SharedFixtures.read(folder, base + "memory.swap.current").of(Metric.CG_SWAP, subject));
    assertEquals(0, SharedFixtures.read(folder, base + "memory.max").values.size());
    Collected stat = SharedFixtures.read(folder, base + "memory.stat");
    assertEquals(114688, stat.of(Metric.CG_ANON, subject));
    assertEquals(368640, stat.of(Metric.CG_FILE, subject));
    assertEquals(36864 + 577536, stat.of(Metric.CG_KERNEL, subject));
    assertEquals(577536, stat.of(Metric.CG_SLAB_UNRECLAIMABLE, subject));
    assertEquals(
        0, SharedFixtures.read(folder, base + "memory.events").of(Metric.CG_OOM_KILL, subject));
    assertEquals(0, SharedFixtures.read(folder, base + "cgroup.stat").of(Metric.CG_DYING, subject));

    String crond = "/system.slice/crond.service";
    Collected stalls = SharedFixtures.read(folder, "sys/fs/cgroup" + crond + "/memory.pressure");
    Subject cron = Subject.named(Subject.Kind.CGROUP, crond);
    assertEquals(1.559895, stalls.of(Metric.CG_PSI_SOME, cron), 1e-9);
    assertEquals(1.518189, stalls.of(Metric.CG_PSI_FULL, cron), 1e-9);
    assertEquals(Double.NaN, stalls.host(Metric.PSI_MEMORY_SOME), "not the host's");

    String calico = "/system.slice/calico-node.service";
    String v1 = "sys/fs/cgroup/memory" + calico + "/";
    Subject old = Subject.named(Subject.Kind.CGROUP, calico);
    Collected v1Stat = SharedFixtures.read(KUBERNETES, v1 + "memory.stat");
    assertEquals(20123648, v1Stat.of(Metric.CG_ANON, old));
    assertEquals(1757184, v1Stat.of(Metric.CG_INACTIVE_FILE, old));
    assertEquals(
        21368832,
        SharedFixtures.read(KUBERNETES, v1 + "memory.usage_in_bytes").of(Metric.CG_CURRENT, old));
    assertEquals(
        "/init.scope",
        SharedFixtures.read("pcp/procpid-5.5.7-root-007", "proc/1/cgroup").cgroups.get(1L));
  }
}
