package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.AddressRange;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Chosen values of the project's own kernel files. Sums were taken from the same texts without the
 * parsers, for example {@code awk '/count:/ {s += $2} END {print s}' zoneinfo}.
 */
class KernelValuesTest {
  private static final String EL6 = "2.6.32-el6-x86_64";
  private static final String EL7 = "3.10-el7-x86_64";
  private static final String ANDROID = "3.4-armv7";
  private static final String ROUTER = "4.4-armv7";
  private static final String EL8 = "4.18-el8-x86_64";
  private static final String NODE = "5.4-x86_64";
  private static final String SYSTEMD = "6.1-cloud-x86_64";
  private static final String V1 = "6.18-x86_64";

  private static void meminfo(
      String kernel, long total, long available, long reclaimable, long stack, long percpu) {
    Collected values = Fixtures.read(kernel, "proc/meminfo");
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
  void meminfoByKernel() {
    meminfo(EL6, 16321420, -1, 507767, 15056, -1);
    meminfo(ANDROID, 1021044, -1, 32556, 880, -1);
    meminfo(EL7, 32745016, 15384471, 985913, 28704, -1);
    meminfo(ROUTER, 511804, 246444, 14530, 432, -1);
    meminfo(EL8, 8151212, 1591126, 228861, 7648, -1);
    meminfo(NODE, 4030108, 2333417, 179257, 3680, 2348);
    meminfo("5.10-x86_64", 987692, 833084, 15124, 896, 292);
    meminfo("5.15-arm64-64k", 131891200, 60374123, 3831782, 124416, 76212);
    meminfo(SYSTEMD, 2026224, 1702768, 16376, 3040, 340);
    meminfo("6.12-x86_64", 988752, 809608, 1136, 1088, 15628);
    meminfo(V1, 24684100, 20128580, 324336, 7824, 2800);
  }

  private static void zoneinfo(String kernel, long min, long low, long pcp, long reserve) {
    Collected values = Fixtures.read(kernel, "proc/zoneinfo");
    assertEquals(min * 4096.0, values.host(Metric.WATERMARK_MIN), kernel);
    assertEquals(low * 4096.0, values.host(Metric.WATERMARK_LOW), kernel);
    assertEquals(pcp * 4096.0, values.host(Metric.PCP_FREE), kernel);
    assertEquals(reserve * 4096.0, values.host(Metric.TOTAL_RESERVE), kernel);
  }

  @Test
  void zoneinfoByKernel() {
    zoneinfo(EL6, 17271, 21590, 581, 777297);
    zoneinfo(ANDROID, 1102, 1379, 151, 73334);
    zoneinfo(ROUTER, 538, 673, 179, 807);
    zoneinfo(EL8, 8825, 11033, 275, 996627);
    zoneinfo(NODE, 4360, 5451, 280, 272537);
    zoneinfo("5.10-x86_64", 11263, 14078, 86, 17833);
    zoneinfo(SYSTEMD, 11263, 14078, 1273, 18847);
    zoneinfo("6.12-x86_64", 11295, 14110, 2168, 17834);
    zoneinfo(V1, 16926, 21928, 38512, 47232);
  }

  private static void vmstat(String kernel, long scan, long steal, long stall, long refault) {
    Collected values = Fixtures.read(kernel, "proc/vmstat");
    assertEquals(scan, values.host(Metric.PGSCAN), kernel);
    assertEquals(steal, values.host(Metric.PGSTEAL), kernel);
    assertEquals(stall, values.host(Metric.ALLOCSTALL), kernel);
    assertEquals(
        refault < 0 ? Double.NaN : refault, values.host(Metric.WORKINGSET_REFAULT), kernel);
  }

  @Test
  void vmstatCountersThatKernelsSplitAreSummedOnce() {
    vmstat(EL6, 4100 + 90210 + 333, 84000, 17, -1);
    vmstat(ANDROID, 2200 + 800, 2000 + 700, 0, -1);
    vmstat(EL7, 20100 + 345000 + 40 + 6100, 330000, 61, -1);
    vmstat(EL8, 2210 + 90, 2000 + 80, 3 + 2, 510);
    vmstat(NODE, 401200 + 7300, 388000 + 7000, 12, 15400);
    vmstat("5.15-arm64-64k", 75, 0, 0, 0);
    vmstat(V1, 0, 0, 0, 496022);
    // A second split of the same scans, as 6.1 and later print it.
    Collected both =
        Collected.read(
            "proc/vmstat",
            "pgscan_kswapd 5\npgscan_direct 7\npgscan_khugepaged 1\npgscan_proactive 2\n"
                + "pgscan_anon 9\npgscan_file 6\npgscan_direct_throttle 99\n");
    assertEquals(15, both.host(Metric.PGSCAN));
  }

  /** Pages of the cache dentry, and of all caches. */
  private static void slabinfo(
      String kernel, int pageSize, int caches, long pages, long dentry, long active, long all) {
    Collected values = Fixtures.read(kernel, "proc/slabinfo", pageSize);
    assertEquals(caches, values.count(Metric.SLAB_BYTES), kernel);
    assertEquals((double) pages * pageSize, values.sum(Metric.SLAB_BYTES), kernel);
    Subject subject = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");
    assertEquals((double) dentry * pageSize, values.of(Metric.SLAB_BYTES, subject), kernel);
    assertEquals(active, values.of(Metric.SLAB_ACTIVE_OBJECTS, subject), kernel);
    assertEquals(all, values.of(Metric.SLAB_OBJECTS, subject), kernel);
  }

  @Test
  void slabinfoOfSlabAndSlubAndDoubledNames() {
    slabinfo(EL6, 4096, 31, 172713, 1381, 26442, 29001);
    slabinfo(EL7, 4096, 36, 416798, 49473, 992544, 1038933);
    slabinfo(ROUTER, 4096, 30, 5054, 2, 84, 84);
    slabinfo("6.9-ppc32", 4096, 22, 4471, 38, 1559, 1596);
    slabinfo("6.6-x86_64", 4096, 37, 81542, 6921, 129244, 145341);
    slabinfo("5.10-x86_64", 4096, 133, 6203, 870, 18270, 18270);
    slabinfo(SYSTEMD, 4096, 155, 7206, 837, 17564, 17577);
    slabinfo(V1, 4096, 235, 97726, 8858, 183223, 186018);
    slabinfo("4.14-ppc64le-64k", 65536, 34, 166139, 117, 39439, 39897);
    slabinfo("5.15-arm64-64k", 65536, 35, 85606, 21, 6381, 7161);
  }

  private static void vmallocinfo(
      String kernel, long pages, long stackPages, String largest, long largestPages) {
    Collected values = Fixtures.read(kernel, "proc/vmallocinfo");
    assertEquals(pages * 4096.0, values.host(Metric.VMALLOC_BYTES), kernel);
    assertEquals(stackPages * 4096.0, values.host(Metric.VMALLOC_STACK_BYTES), kernel);
    assertEquals(
        largestPages * 4096.0,
        values.of(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER, largest),
        kernel);
  }

  @Test
  void vmallocinfoByCaller() {
    vmallocinfo(EL7, 1436, 0, "alloc_large_system_hash", 1024);
    vmallocinfo(ANDROID, 709, 0, "module_alloc_update_bounds [wlan]", 700);
    vmallocinfo(ROUTER, 67, 0, "jffs2_zlib_init", 66);
    // Addresses are hashed, and not in order.
    vmallocinfo(EL8, 5548, 600, "netvsc_device_add [hv_netvsc]", 4096);
    vmallocinfo(NODE, 3574, 840, "layout_and_allocate", 2700);
    vmallocinfo(SYSTEMD, 2505, 764, "pcpu_create_chunk", 1063);
    vmallocinfo(V1, 9645, 1964 + 4, "pcpu_create_chunk", 4248);
  }

  @Test
  void processStatOddities() {
    Collected doubled = Fixtures.read(EL7, "proc/2210/stat");
    Subject subject = Subject.process("a b (c) d", 2210, 4411);
    assertEquals(812646400, doubled.of(Metric.PROC_VSIZE, subject));
    assertEquals(50123 * 4096.0, doubled.of(Metric.PROC_RSS, subject));
    assertEquals(9, doubled.of(Metric.PROC_THREADS, subject));
    // A kernel thread, with a priority of -2^63.
    assertEquals(0, Fixtures.read(EL6, "proc/3/stat").values.size());
    // Eight fields fewer than 3.5 and later print.
    Collected init = Fixtures.read(EL6, "proc/1/stat");
    Subject first = Subject.process("init", 1, 2);
    assertEquals(19841024, init.of(Metric.PROC_VSIZE, first));
    assertEquals(391 * 4096.0, init.of(Metric.PROC_RSS, first));
  }

  @Test
  void otherFilesOfWrittenKernels() {
    Collected sockets = Fixtures.read(EL7, "proc/net/sockstat");
    assertEquals(912, sockets.host(Metric.SOCKETS_USED));
    assertEquals(87, sockets.host(Metric.TCP_INUSE));
    assertEquals(42, sockets.host(Metric.TCP_TIME_WAIT));
    assertEquals(93 * 4096.0, sockets.host(Metric.TCP_MEM));
    assertEquals(7 * 4096.0, sockets.host(Metric.UDP_MEM));
    Collected large = Fixtures.read("5.15-arm64-64k", "proc/net/sockstat", 65536);
    assertEquals(12 * 65536.0, large.host(Metric.TCP_MEM));
    Collected zram = Fixtures.read(NODE, "sys/block/zram0/mm_stat");
    assertEquals(2097152, zram.host(Metric.ZRAM_USED));
    assertEquals(6291456, zram.host(Metric.ZRAM_ORIGINAL));
    Collected arc = Fixtures.read(NODE, "proc/spl/kstat/zfs/arcstats");
    assertEquals(1207959552, arc.host(Metric.ARC_SIZE));
    assertEquals(2063415296, arc.host(Metric.ARC_MAX));
    assertEquals(128963456, arc.host(Metric.ARC_MIN));
    assertEquals(1409286144, arc.host(Metric.ARC_TARGET));
    Collected stat = Fixtures.read(NODE, "proc/stat");
    // Without the guests of the last two columns, which are in the first two already.
    assertEquals(
        2091872 + 2592032 + 2074986 + 883911 + 2157519 + 1111874 + 1502022 + 2528228,
        stat.host(Metric.CPU_TICKS));
    assertEquals(883911, stat.host(Metric.CPU_IDLE_TICKS));
    assertEquals(4, stat.host(Metric.CPUS));
    assertEquals(1651014412, stat.host(Metric.BOOT_TIME));
    assertEquals(512003, stat.host(Metric.FORKS));
    assertEquals(91200.55, Fixtures.read(NODE, "proc/uptime").host(Metric.UPTIME), 1e-9);
    Collected buddy = Fixtures.read(EL8, "proc/buddyinfo");
    double dma = (16 + 32 + 64 + 128 + 256 + 512 + 1024) * 4096.0;
    assertEquals(dma, buddy.of(Metric.BUDDY_HIGH_ORDER, Subject.Kind.ZONE, zone(buddy)));
    assertTrue(buddy.host(Metric.BUDDY_FREE) > buddy.host(Metric.BUDDY_HIGH_ORDER));
    assertEquals(181, Fixtures.read(EL7, "proc/cgroups").host(Metric.MEMORY_CGROUPS));
  }

  private static String zone(Collected buddy) {
    return buddy.values.get(Metric.BUDDY_FREE).keySet().stream()
        .map(Subject::name)
        .filter(name -> name.endsWith("DMA"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void otherFilesOfRealKernels() {
    Collected dentries = Fixtures.read(SYSTEMD, "proc/sys/fs/dentry-state");
    assertEquals(17550, dentries.host(Metric.DENTRIES));
    assertEquals(5476, dentries.host(Metric.DENTRIES_UNUSED));
    assertEquals(837, dentries.host(Metric.DENTRIES_NEGATIVE));
    Collected pressure = Fixtures.read(V1, "proc/pressure/memory");
    assertEquals(0.499081, pressure.host(Metric.PSI_MEMORY_SOME), 1e-6);
    assertEquals(0.097737, pressure.host(Metric.PSI_MEMORY_FULL), 1e-6);
    Collected queues = Fixtures.read(V1, "proc/sysvipc/msg");
    assertEquals(190 * 15600.0, queues.sum(Metric.MSG_BYTES));
    Collected maps = Fixtures.read(V1, "derived/bpf");
    Subject map = new Subject(Subject.Kind.BPF_MAP, "-", 1605, 0);
    assertEquals(3, maps.count(Metric.BPF_MEMLOCK));
    assertEquals("84", maps.labels.get(map).get(Label.HOLDERS));
    Subject reader = Subject.process("", 223, 0);
    assertEquals(28, Fixtures.read(SYSTEMD, "derived/fds").of(Metric.PROC_FDS, reader));
    assertEquals(
        1_048_576,
        Fixtures.read(SYSTEMD, "proc/1/limits")
            .of(Metric.PROC_FDS_LIMIT, Subject.process("", 1, 0)));
    List<AddressRange> ranges = Fixtures.read(SYSTEMD, "proc/202/smaps").addressSpaces.get(202L);
    assertTrue(
        ranges.stream().anyMatch(r -> r.kind() == AddressRange.Kind.GO_HEAP), ranges.toString());
  }

  @Test
  void allocinfoOfARealLeak() {
    Collected values = Fixtures.read("6.12-memdebug-x86_64", "proc/allocinfo");
    double leaked =
        values.values.get(Metric.SITE_BYTES).entrySet().stream()
            .filter(e -> e.getKey().name().endsWith(" acme_rx_kmalloc (acmenet)"))
            .mapToDouble(java.util.Map.Entry::getValue)
            .sum();
    assertEquals(115_632_896, leaked);
    assertEquals(309_596_152, values.sum(Metric.SITE_BYTES));
  }

  @Test
  void cgroupsOfBothVersions() {
    String group = "/system.slice/orders.service";
    String base = "sys/fs/cgroup" + group + "/";
    Subject subject = Subject.named(Subject.Kind.CGROUP, group);
    assertEquals(
        12288000, Fixtures.read(SYSTEMD, base + "memory.current").of(Metric.CG_CURRENT, subject));
    assertEquals(
        0, Fixtures.read(SYSTEMD, base + "memory.swap.current").of(Metric.CG_SWAP, subject));
    assertEquals(0, Fixtures.read(SYSTEMD, base + "memory.max").values.size());
    Collected stat = Fixtures.read(SYSTEMD, base + "memory.stat");
    assertEquals(12156928, stat.of(Metric.CG_ANON, subject));
    assertEquals(36864, stat.of(Metric.CG_FILE, subject));
    assertEquals(94208, stat.of(Metric.CG_KERNEL, subject));
    assertEquals(11864, stat.of(Metric.CG_SLAB_UNRECLAIMABLE, subject));
    assertEquals(0, Fixtures.read(SYSTEMD, base + "memory.events").of(Metric.CG_OOM_KILL, subject));
    assertEquals(0, Fixtures.read(SYSTEMD, base + "cgroup.stat").of(Metric.CG_DYING, subject));
    Collected stalls = Fixtures.read(SYSTEMD, base + "memory.pressure");
    assertEquals(0, stalls.of(Metric.CG_PSI_SOME, subject));
    assertEquals(Double.NaN, stalls.host(Metric.PSI_MEMORY_SOME), "not the host's");
    assertEquals("/init.scope", Fixtures.read(SYSTEMD, "proc/1/cgroup").cgroups.get(1L));

    String calico = "/system.slice/calico.service";
    String v1 = "sys/fs/cgroup/memory" + calico + "/";
    Subject old = Subject.named(Subject.Kind.CGROUP, calico);
    Collected v1Stat = Fixtures.read(NODE, v1 + "memory.stat");
    assertEquals(20008960, v1Stat.of(Metric.CG_ANON, old));
    assertEquals(1622016, v1Stat.of(Metric.CG_INACTIVE_FILE, old));
    assertEquals(
        22020096, Fixtures.read(NODE, v1 + "memory.usage_in_bytes").of(Metric.CG_CURRENT, old));
    // All three numbers that mean "no limit".
    assertEquals(0, Fixtures.read(NODE, v1 + "memory.limit_in_bytes").values.size());
    assertEquals(
        0, Fixtures.read(EL6, "sys/fs/cgroup/memory/app/memory.limit_in_bytes").values.size());
  }
}
