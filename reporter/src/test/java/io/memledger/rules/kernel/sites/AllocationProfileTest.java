package io.memledger.rules.kernel.sites;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.replay.Replay;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Asked;
import io.memledger.rules.Rules;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.KmemFlow;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationProfileTest {
  private static final AllocationProfile RULE = new AllocationProfile();
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/allocation");
  private static final String LOAD = "ipc/msgutil.c:53 alloc_msg";
  private static final String NIC = "drivers/net/nic/rx.c:681 nic_alloc_page (nic)";

  @TempDir Path folder;

  private static Subject site(String name) {
    return Subject.named(Subject.Kind.CALL_SITE, name);
  }

  /** A host whose kernel counts its call sites, most of which hold still. */
  private static Scene sites(Scene scene) {
    for (int i = 0; i < 200; i++) {
      double size = i * 40 * KIB;
      scene.of(Metric.SITE_BYTES, site("kernel/quiet.c:" + i + " quiet"), t -> size);
    }
    return scene
        .of(Metric.SITE_BYTES, site("mm/slub.c:2450 alloc_slab_page"), t -> 200 * MIB)
        .of(Metric.SITE_BYTES, site("mm/memory.c:1056 folio_prealloc"), t -> 2 * GIB);
  }

  private static Scene counted(Scene scene, String name, DoubleUnaryOperator bytes, double each) {
    return scene
        .of(Metric.SITE_BYTES, site(name), bytes)
        .of(Metric.SITE_CALLS, site(name), t -> bytes.applyAsDouble(t) / each);
  }

  @Test
  void namesTheSiteOfSlabObjects() {
    Scene scene =
        counted(sites(Scenes.messages(Scene.seconds(90))), LOAD, t -> MIB + MIB * t, 4 * KIB);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(LOAD, f.claim().culprit().subject().name());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(MIB * 3600, f.claim().growth().rate(), 0.01 * f.claim().growth().rate());
    assertEquals(90 * MIB, Asked.evidence(f, LOAD + "-growth"), 0.05 * 90 * MIB);
    assertEquals(90 * 256, Asked.evidence(f, LOAD + ": new objects"), 0.05 * 90 * 256);
    assertTrue(Asked.has(f, "site-line-growth"));
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().contains("/proc/allocinfo")));
  }

  @Test
  void namesTheModuleOfPagesThatNoCounterNames() {
    Scene scene =
        counted(
            sites(Scene.hours(3).hidden(t -> 8 * KIB * t)), NIC, t -> GIB + 8 * KIB * t, 8 * KIB);
    Finding f = Asked.all(RULE, scene.recording()).get(0);
    assertEquals(Status.LEAK, f.status());
    assertEquals(NIC, f.claim().culprit().subject().name());
    assertEquals(Category.UNACCOUNTED, f.claim().line());
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().equals("modinfo nic")));
  }

  /** What pages of processes and caches take has rules of its own. */
  @Test
  void leavesWhatStandsOnOtherLines() {
    for (String name :
        List.of(
            "mm/memory.c:1054 folio_prealloc",
            "mm/filemap.c:1978 __filemap_get_folio",
            "mm/shmem.c:1854 shmem_alloc_folio",
            "mm/slub.c:2452 alloc_slab_page",
            "mm/percpu-vm.c:95 pcpu_alloc_pages",
            "fs/ext4/super.c:1388 ext4_alloc_inode (ext4)",
            "arch/x86/mm/pgtable.c:33 pte_alloc_one",
            "mm/balloon_compaction.c:130 balloon_page_alloc",
            "/var/lib/dkms/zfs/module/os/linux/zfs/abd_os.c:250 abd_alloc_chunks (zfs)",
            "kernel/fork.c:311 alloc_thread_stack_node")) {
      Scene scene =
          sites(Scenes.heap(Scene.seconds(90))).of(Metric.SITE_BYTES, site(name), t -> MIB * t);
      assertEquals(RuleOutcome.Outcome.CLEAR, Asked.outcome(RULE, scene.recording()), name);
    }
  }

  @Test
  void whatOneThingLeavesIsOneFinding() {
    Scene scene = sites(Scene.seconds(90).line(Metric.S_UNRECLAIM, t -> 2 * MIB * t));
    counted(scene, "net/core/sock.c:2100 sk_prot_alloc", t -> MIB + 1.5 * MIB * t, 1536);
    counted(scene, "fs/file_table.c:200 alloc_empty_file", t -> MIB + 0.5 * MIB * t, 512);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals("net/core/sock.c:2100 sk_prot_alloc", f.claim().culprit().subject().name());
    assertEquals(2 * MIB * 3600, f.claim().growth().rate(), 0.02 * f.claim().growth().rate());
    assertEquals(new Wording.Quantity(1, Unit.COUNT), f.words().headline().args().get("others"));
  }

  /** The collector reads the file seldom; then the line's course tells whether it is a leak. */
  @Test
  void fewReadingsNameTheSiteOfALineThatLeaks() {
    Scene scene =
        Scene.hours(3)
            .line(Metric.S_UNRECLAIM, t -> 20 * KIB * t)
            .of(Metric.SITE_BYTES, site("a.c:1 quiet"), t -> GIB)
            .of(Metric.SITE_BYTES, site(LOAD), t -> MIB + 18 * KIB * t)
            .sampledEvery(site("a.c:1 quiet"), 270)
            .sampledEvery(site(LOAD), 270);
    Finding f = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals(LOAD, f.claim().culprit().subject().name());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals("allocation-profile.explanation.line", f.words().explanation().key());
  }

  /** The same bytes as a cache, the line, a trace and the host show them are one story. */
  @Test
  void isTrustedAboveATraceAndTheLine() {
    Scene scene =
        counted(sites(Scenes.messages(Scene.seconds(90))), LOAD, t -> MIB + MIB * t, 4 * KIB);
    KmemFlow.CallSite traced =
        new KmemFlow.CallSite(
            "load_msg+0x41",
            true,
            KmemFlow.Kind.KMALLOC,
            null,
            4096,
            7680,
            30 * MIB,
            0,
            0,
            0,
            7680,
            30 * MIB,
            3840,
            15 * MIB,
            Collections.nCopies(4, 7.5 * MIB),
            Collections.nCopies(16, 2 * MIB),
            Collections.nCopies(16, 0.0));
    KmemFlow flow =
        new KmemFlow(
            "trace/kmem.trace", 30, 5, 30, 1000, 0, 0, false, 0, 7, 0, List.of(traced), traced);
    Analysis analysis = Rules.engine().analyse(scene.recording().with(flow));
    List<Finding> leaks = analysis.findings().stream().filter(f -> f.status().isLeak()).toList();
    assertEquals(1, leaks.size(), leaks.toString());
    Finding f = leaks.get(0);
    assertEquals("allocation-profile", f.rule().id());
    assertTrue(Asked.has(f, "kmem-outstanding"), "the trace is evidence");
    assertTrue(Asked.has(f, "msg_msg-4k-growth"), "so is the cache");
    assertTrue(
        f.support().steps().stream().noneMatch(s -> s.command().contains("--kmem")),
        "no trace is asked for");
  }

  @Test
  void asksForNoTraceWhereTheKernelCounts() {
    Analysis without = Scenes.messages(Scene.seconds(90)).analyse();
    assertTrue(asksForTrace(without), "as long as nothing counts");
    assertTrue(
        without.findings().get(0).support().steps().stream()
            .anyMatch(s -> s.command().contains("MEM_ALLOC_PROFILING")));
    assertFalse(asksForTrace(sites(Scenes.messages(Scene.seconds(90))).analyse()));
  }

  private static boolean asksForTrace(Analysis analysis) {
    return analysis.findings().stream()
        .flatMap(f -> f.support().steps().stream())
        .anyMatch(s -> s.command().contains("--kmem"));
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE, AllocationProfileTest::sites);
  }

  /** Sites that fill up, that breathe, and that describe cached pages. */
  @Test
  void staysClearWhereSitesGrowWithoutALeak() {
    Scene scene =
        sites(Scenes.pageCache(Scene.seconds(90)))
            .of(Metric.SITE_BYTES, site("fs/ext4/extents_status.c:1 alloc"), t -> 120 * KIB * t)
            .of(
                Metric.SITE_BYTES,
                site("kernel/a.c:1 fills"),
                t -> 60 * MIB * (1 - Math.exp(-t / 9)))
            .of(Metric.SITE_BYTES, site("kernel/b.c:1 large"), t -> GIB + 0.2 * MIB * t);
    assertEquals(RuleOutcome.Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void isNotEvaluatedWithoutAllocinfo() {
    Asked.needs(RULE, sites(Scene.seconds(90)), Metric.SITE_BYTES);
  }

  private Recording readings(String name, int from, int to, int seconds) throws IOException {
    for (int i = from; i <= to; i++) {
      Path at = folder.resolve("x/" + (1_750_000_000L + i * seconds) + "/proc");
      Files.createDirectories(at);
      Files.copy(FIXTURES.resolve(name + "/" + i + "/proc/allocinfo"), at.resolve("allocinfo"));
    }
    return Replay.run(folder.resolve("x"), Limits.defaults(), Progress.NONE);
  }

  /** A driver that leaks receive pages; two readings are 50 hours apart. */
  @Test
  void namesTheDriverOfTwoReadings() throws IOException {
    Finding f = Asked.one(RULE, readings("nic-rx", 1, 2, 180_720), Status.NOTICE);
    assertTrue(f.claim().culprit().subject().name().endsWith(" acme_rx_alloc_page (acme)"));
    assertEquals(Category.UNACCOUNTED, f.claim().line());
    assertEquals(926101504.0, f.claim().growth().amount());
    assertTrue(Double.isNaN(f.claim().growth().rate()), "two readings have no rate");
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().equals("modinfo acme")));
  }

  @Test
  void tellsWhatLeaksTheSameEachTime() throws IOException {
    Finding f = Asked.one(RULE, readings("usb-suspend", 1, 3, 120), Status.NOTICE);
    assertTrue(f.claim().culprit().subject().name().endsWith(" acme_alloc_device (acme_hcd)"));
    assertEquals(2 * 9480, f.claim().growth().amount());
    assertEquals(
        5, f.support().evidence().stream().filter(e -> e.name().endsWith("-growth")).count());
    assertEquals(new Wording.Quantity(4, Unit.COUNT), f.words().headline().args().get("others"));
    assertEquals(new Wording.Quantity(9480, Unit.BYTES), f.words().headline().args().get("step"));
  }

  @Test
  void comparesNothingWithOneReading() throws IOException {
    Finding f = Asked.one(RULE, readings("nic-rx", 1, 1, 1), Status.CLEARED);
    assertEquals("allocation-profile.headline.once", f.words().headline().key());
    assertNull(f.claim().line());
  }

  /** A module that was loaded in between held nothing before. */
  @Test
  void countsWhatTheFirstReadingDidNotHave() {
    Scene pair = Scene.of(2, 3600, 3).of(Metric.SITE_BYTES, site("a.c:1 f"), t -> MIB);
    Scene late = pair.of(Metric.SITE_BYTES, site(NIC), t -> 300 * MIB).bornAt(site(NIC), 1);
    Finding f = Asked.one(RULE, late.recording(), Status.NOTICE);
    assertEquals(NIC, f.claim().culprit().subject().name());
    assertEquals(300 * MIB, f.claim().growth().amount());
    Scene small = Scene.of(2, 3600, 3).of(Metric.SITE_BYTES, site(NIC), t -> MIB + t);
    assertEquals(
        "allocation-profile.headline.small",
        Asked.one(RULE, small.recording(), Status.CLEARED).words().headline().key());
  }
}
