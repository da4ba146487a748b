package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who allocated, as real kernels print it; the origins stand beside the texts. */
class AllocationFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/fixtures/allocation");
  private static final String ALLOCINFO = "proc/allocinfo";
  private static final String STACKS = "sys/kernel/debug/page_owner_stacks/show_stacks";
  private static final String OWNER = "sys/kernel/debug/page_owner";
  private static final String KMEMLEAK = "sys/kernel/debug/kmemleak";

  private static Collected read(String folder, String path) throws IOException {
    Collected values =
        Collected.read(path, Files.readAllBytes(FOLDER.resolve(folder).resolve(path)), 4096);
    assertEquals(List.of(), values.malformed, folder);
    return values;
  }

  /** Values by the names of call sites. */
  private static Map<String, Double> sites(Collected values, Metric metric) {
    return values.values.getOrDefault(metric, Map.of()).entrySet().stream()
        .filter(e -> e.getKey().kind() == Subject.Kind.CALL_SITE)
        .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
  }

  @Test
  void allocinfoBySite() throws IOException {
    Collected nic = read("nic-rx/2", ALLOCINFO);
    String leak = "drivers/net/ethernet/acme/acme_rx.c:204 acme_rx_alloc_page (acme)";
    assertEquals(15, sites(nic, Metric.SITE_BYTES).size());
    assertEquals(2939367424.0, sites(nic, Metric.SITE_BYTES).get(leak));
    assertEquals(717619.0, sites(nic, Metric.SITE_CALLS).get(leak));
    assertEquals(84242496.0, sites(nic, Metric.SITE_BYTES).get("fs/dcache.c:1681 __d_alloc"));
    Map<String, Double> usb = sites(read("usb-suspend/3", ALLOCINFO), Metric.SITE_BYTES);
    assertEquals(57344.0, usb.get("drivers/usb/host/acme-hcd.c:118 acme_alloc_device (acme_hcd)"));
    assertEquals(6, usb.size());
  }

  @Test
  void versionsOfAllocinfo() throws IOException {
    Collected first = read("header-6.10", ALLOCINFO);
    assertEquals(5, sites(first, Metric.SITE_BYTES).size());
    assertEquals(
        512.0, sites(first, Metric.SITE_BYTES).get("arch/x86/events/rapl.c:681 init_rapl_pmus"));
    assertEquals(0.0, sites(first, Metric.SITE_BYTES).get("init/main.c:1314 do_initcalls"));
    assertEquals(0, first.count(Metric.SITE_CALLS), "small ones are not counted");
    Collected second = read("accuracy-2.0", ALLOCINFO);
    assertEquals(
        49152.0,
        sites(second, Metric.SITE_BYTES)
            .get("arch/x86/kernel/cpu/mce/core.c:2709 mce_device_create"));
  }

  @Test
  void oddLinesOfAllocinfo() {
    Collected values =
        Collected.read(
            ALLOCINFO,
            "  10 1 a.c:1 func:f\n  5 1 a.c:1 func:f\n -20 1 b.c:1 func:g\n"
                + "7 1 ./include/x.h:2 [m] func:h\n29Gi 7 c.c:1 func:i\n7 1 func:j\n7 1 d.c:1\n"
                + "7 x e.c:1 func:k\n99999999999999999999 1 f.c:1 func:l\n7 1 g.c:1 [ func:m\n8");
    assertEquals(
        Map.of("a.c:1 f", 15.0, "include/x.h:2 h (m)", 7.0, "g.c:1 m", 7.0),
        sites(values, Metric.SITE_BYTES));
    assertEquals(List.of(5, 6, 7, 8, 9, 11), values.malformed);
  }

  @Test
  void moreSitesThanAnyKernelHasAreLeftOut() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append("1 1 a.c:").append(i).append(" func:").append("f".repeat(i % 400)).append('\n');
    }
    Collected values = Collected.read(ALLOCINFO, text.toString());
    int kept = values.count(Metric.SITE_BYTES);
    assertEquals(List.of(50_000), values.malformed, "said once");
    assertTrue(kept >= 40_000 && kept < 40_100, kept + " but for names of the same hash");
    assertTrue(sites(values, Metric.SITE_BYTES).keySet().stream().allMatch(n -> n.length() <= 256));
  }

  @Test
  void pageOwnerStacks() throws IOException {
    Map<String, Double> stacks = sites(read("stacks-6.9", STACKS), Metric.PAGE_OWNER_BYTES);
    assertEquals(
        Map.of(
            "sk_prot_alloc < sk_alloc < inet_create (slab)",
            16 * 4096.0,
            "filemap_alloc_folio < page_cache_ra_order < filemap_get_pages",
            20824 * 4096.0),
        stacks);
    Collected early =
        Collected.read(
            STACKS,
            " alloc_pages+0x1/0x2\n a_fill+0x1/0x2 [a]\nhandle: 7\nstack_count: 3\n\n"
                + " b+0x1/0x2\nnr_base_pages: x\n\n c+0x1/0x2\n");
    assertEquals(Map.of("a_fill (a)", 3 * 4096.0), sites(early, Metric.PAGE_OWNER_BYTES));
    assertEquals(List.of(7), early.malformed);
  }

  @Test
  void pageOwnerItself() throws IOException {
    assertEquals(
        Map.of("page_cache_ra_unbounded < filemap_fault < __do_fault", 4096.0),
        sites(read("owner-6.8", OWNER), Metric.PAGE_OWNER_BYTES));
    assertEquals(
        Map.of("__page_cache_alloc < __do_page_cache_readahead < ondemand_readahead", 4096.0),
        sites(read("owner-4.6", OWNER), Metric.PAGE_OWNER_BYTES));
    assertEquals(
        Map.of(
            "handle_mm_fault < __do_page_fault < do_page_fault",
            699487 * 4096.0,
            "dma_generic_alloc_coherent < x86_swiotlb_alloc_coherent < dma_alloc_attrs",
            457823 * 4096.0),
        sites(read("owner-sorted-4.2", OWNER), Metric.PAGE_OWNER_BYTES));
    String page = " nic_fill+0x1/0x2 [nic]\n";
    Collected orders =
        Collected.read(
            OWNER,
            "Page allocated via order 3, mask 0x0(), pid 1\nPFN 1\n"
                + page
                + "Page allocated via order 0, mask 0x0(), pid 2\nPFN 9\n"
                + page
                + "Page allocated via order 99, mask 0x0()\n"
                + page);
    assertEquals(Map.of("nic_fill (nic)", 9 * 4096.0), sites(orders, Metric.PAGE_OWNER_BYTES));
    assertEquals(List.of(7), orders.malformed);
  }

  @Test
  void kmemleakByStack() throws IOException {
    Collected now = read("kmemleak-6.12", KMEMLEAK);
    assertEquals(
        Map.of(
            "ice_init_arfs (ice) < ice_vsi_cfg_def (ice) < ice_vsi_setup (ice)",
            8192.0,
            "sk_prot_alloc < sk_alloc < rawsock_create",
            2048.0),
        sites(now, Metric.UNREFERENCED_BYTES));
    assertEquals(2, now.host(Metric.UNREFERENCED_OBJECTS));
    assertEquals(10240, now.host(Metric.UNREFERENCED_BYTES));
    Collected before = read("kmemleak-5.17", KMEMLEAK);
    assertEquals(
        Map.of(
            "blk_iolatency_init < blkcg_init_queue < blk_alloc_queue",
            192.0,
            "zr364xx_probe < usb_probe_interface < really_probe (vmalloc)",
            200704.0),
        sites(before, Metric.UNREFERENCED_BYTES));
    Collected odd =
        Collected.read(
            KMEMLEAK,
            "kmemleak: unreferenced object 0xf6 (size 10):\n  backtrace:\n    [<c0>] f+0x1/0x2\n"
                + "unreferenced object 0xf7 (size x):\n  backtrace:\n    g+0x1/0x2\n"
                + "unreferenced percpu object 0xf8 (size 16):\n  backtrace (crc 1):\n"
                + "    pcpu_alloc_noprof+0x1/0x2\n    h+0x1/0x2");
    assertEquals(Map.of("f", 10.0, "h (percpu)", 16.0), sites(odd, Metric.UNREFERENCED_BYTES));
    assertEquals(List.of(4), odd.malformed);
    assertEquals(0, Collected.read(KMEMLEAK, "").host(Metric.UNREFERENCED_OBJECTS));
  }

  /** As the collector writes it: objects of one size and backtrace together. */
  @Test
  void kmemleakInSums() {
    Collected sums =
        Collected.read(
            KMEMLEAK,
            "unreferenced object (size 128), 300 times:\n  backtrace:\n    f+0x1/0x2 [nic]\n"
                + "unreferenced object (size 64), 2 times:\n  backtrace:\n    f+0x1/0x2 [nic]\n"
                + "unreferenced object (size 32), 5 times:\n  backtrace:\n");
    assertEquals(Map.of("f (nic)", 128.0 * 300 + 64 * 2), sites(sums, Metric.UNREFERENCED_BYTES));
    assertEquals(Map.of("f (nic)", 302.0), sites(sums, Metric.UNREFERENCED_OBJECTS));
    assertEquals(307, sums.host(Metric.UNREFERENCED_OBJECTS));
    assertEquals(128 * 300 + 64 * 2 + 32 * 5, sums.host(Metric.UNREFERENCED_BYTES));
    assertEquals(List.of(), sums.malformed);
  }

  @Test
  void allocTracesOfASlab() throws IOException {
    String now = "sys/kernel/debug/slab/kmalloc-4k/alloc_traces";
    assertEquals(
        Map.of("pci_alloc_dev < pci_scan_single_device < pci_scan_slot in kmalloc-4k", 338.0),
        sites(read("traces-6.1", now), Metric.TRACED_OBJECTS));
    assertEquals(
        Map.of(
            "populate_error_injection_list < init_error_injection < do_one_initcall in kmalloc-96",
            1085.0),
        sites(
            read("traces-5.17", "sys/kernel/debug/slab/kmalloc-96/alloc_traces"),
            Metric.TRACED_OBJECTS));
    Collected old =
        Collected.read(
            "sys/kernel/slab/kmalloc-64/alloc_calls",
            "     12 load_x+0x1/0x2 [m] age=5 pid=1 cpus=0\n"
                + "      3 load_x+0x9/0x2 [m] age=5 pid=1 cpus=0\n"
                + "      7 <not-available> age=5 pid=0\nNo data\n");
    assertEquals(Map.of("load_x (m) in kmalloc-64", 15.0), sites(old, Metric.TRACED_OBJECTS));
  }
}
