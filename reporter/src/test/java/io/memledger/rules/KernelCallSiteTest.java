package io.memledger.rules;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A traced call site is named where its growth agrees with the kernel's, and only there. */
class KernelCallSiteTest {
  private static final String RULE = "kernel-call-site";
  private static final double JUDGED = 30;
  private static final Bundle BUNDLE = new Bundle();

  /** A site whose survivors grow by so many bytes a second. */
  private static CallSite site(String name, Kind kind, String cache, double rate) {
    long each = 4096;
    double bytes = rate * JUDGED;
    long count = Math.round(bytes / each);
    List<Double> course = IntStream.rangeClosed(1, 16).mapToObj(i -> bytes * i / 16).toList();
    return new CallSite(
        name,
        !name.startsWith("order="),
        kind,
        cache,
        each,
        count,
        bytes,
        0,
        0,
        0,
        count,
        bytes,
        count / 2,
        bytes / 2,
        List.of(bytes / 4, bytes / 4, bytes / 4, bytes / 4),
        course,
        Collections.nCopies(16, 0.0));
  }

  private static KmemFlow flow(double judged, long lost, CallSite... sites) {
    List<CallSite> all = new ArrayList<>(List.of(sites));
    CallSite total = site("", Kind.KMALLOC, null, 0);
    return new KmemFlow(
        "trace/kmem.trace",
        30,
        5,
        judged,
        1000,
        lost,
        lost > 0 ? 2 : 0,
        false,
        0,
        7,
        0,
        all,
        total);
  }

  private static Analysis analyse(Scene scene, KmemFlow flow) {
    Recording recording = scene.recording().with(flow);
    Analysis analysis = Rules.engine().analyse(recording);
    for (Finding f : analysis.findings()) {
      BUNDLE.render(f.words().headline());
      BUNDLE.render(f.words().explanation());
      f.support().steps().forEach(s -> BUNDLE.render(s.why()));
    }
    RuleOutcome outcome = outcome(analysis);
    assertFalse(outcome.outcome() == RuleOutcome.Outcome.FAILED, outcome.toString());
    return analysis;
  }

  private static RuleOutcome outcome(Analysis analysis) {
    return analysis.rules().stream().filter(r -> r.id().equals(RULE)).findFirst().orElseThrow();
  }

  private static Finding finding(Analysis analysis) {
    return analysis.findings().stream()
        .filter(f -> f.rule().id().equals(RULE))
        .findFirst()
        .orElseThrow(() -> new AssertionError(outcome(analysis).toString()));
  }

  private static double evidence(Finding f, String name) {
    return f.support().evidence().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.55, 1, 1.9})
  void namesTheSiteWhoseGrowthAgrees(double share) {
    KmemFlow flow =
        flow(
            JUDGED,
            0,
            site("load_msg+0x41", Kind.KMALLOC, null, share * MIB),
            site("__d_alloc+0x2d", Kind.CACHE, "dentry", 0.1 * MIB));
    Finding f = finding(analyse(Scenes.messages(Scene.seconds(90)), flow));
    assertEquals(Status.SUSPECTED_LEAK, f.status());
    assertEquals(Subject.Kind.CALL_SITE, f.claim().culprit().subject().kind());
    assertEquals("load_msg+0x41", f.claim().culprit().subject().name());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(MIB * 3600, f.claim().growth().rate(), 0.1 * MIB * 3600);
    assertEquals(share * JUDGED * MIB, evidence(f, "kmem-outstanding"), 1);
    assertEquals(share, evidence(f, "kmem-agreement"), 0.1 * share);
    assertEquals(0.25, evidence(f, "kmem-youngest"), 1e-9);
    assertTrue(f.support().proofs().stream().anyMatch(p -> p.metric() == Metric.KMEM_OUTSTANDING));
    assertTrue(
        f.support().steps().stream().anyMatch(s -> s.command().contains("bytes_alloc==4096")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 2.5, 50})
  void namesNobodyWhoseGrowthDoesNot(double share) {
    KmemFlow flow = flow(JUDGED, 0, site("load_msg+0x41", Kind.KMALLOC, null, share * MIB));
    Finding f = finding(analyse(Scenes.messages(Scene.seconds(90)), flow));
    assertEquals(Status.NOTICE, f.status());
    assertEquals(Subject.Kind.HOST, f.claim().culprit().subject().kind());
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().contains("--kmem 30s")));
  }

  /** A busy machine fills its caches, so that call sites have survivors; its memory holds. */
  @Test
  void namesNobodyOnABusyMachineWithoutALeak() {
    for (int seed = 0; seed < 10; seed++) {
      KmemFlow flow =
          flow(
              JUDGED,
              0,
              site("__d_alloc+0x2d", Kind.CACHE, "dentry", MIB),
              site("alloc_buffer_head+0x1d", Kind.CACHE, "buffer_head", 0.2 * MIB));
      Analysis analysis = analyse(Scenes.busy(Scene.of(91, 1, 100 + seed), 90, 90), flow);
      assertEquals(RuleOutcome.Outcome.CLEAR, outcome(analysis).outcome());
      Finding f = finding(analysis);
      assertEquals(Status.CLEARED, f.status());
      assertEquals(15 * MIB, evidence(f, "__d_alloc+0x2d: survivors"), 1);
    }
  }

  /** A socket is several objects of several call sites: each agrees with its own cache. */
  @Test
  void namesTheSiteOfTheCacheThatGrowsMost() {
    Subject tcp = Subject.named(Subject.Kind.SLAB_CACHE, "TCP");
    Scene scene =
        Scene.seconds(90)
            .rss(Scenes.LEAKER, t -> 3 * MIB, KIB)
            .line(Metric.S_UNRECLAIM, t -> MIB * t)
            .of(Metric.SLAB_BYTES, tcp, t -> MIB + 0.45 * MIB * t)
            .of(Metric.SLAB_OBJECTS, tcp, t -> 256 + 200 * t);
    KmemFlow flow =
        flow(
            JUDGED,
            0,
            site("sk_prot_alloc+0x32", Kind.CACHE, "TCP", 0.4 * MIB),
            site("sock_alloc_inode+0x1e", Kind.CACHE, "sock_inode_cache", 0.3 * MIB));
    assertEquals(
        "sk_prot_alloc+0x32", finding(analyse(scene, flow)).claim().culprit().subject().name());
  }

  /** Other caches shrink meanwhile: the line as a whole levels off, one cache does not. */
  @Test
  void namesTheSiteOfACacheThatLeaksAlone() {
    Subject messages = Subject.named(Subject.Kind.SLAB_CACHE, "msg_msg-4k");
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> 60 * MIB * (1 - Math.exp(-t / 20)))
            .of(Metric.SLAB_BYTES, messages, t -> MIB + MIB * t)
            .of(Metric.SLAB_OBJECTS, messages, t -> 256 + 256 * t);
    KmemFlow flow =
        flow(
            JUDGED,
            0,
            site("load_msg+0x41", Kind.KMALLOC, null, MIB),
            site("__d_alloc+0x2d", Kind.CACHE, "dentry", MIB));
    Finding f = finding(analyse(scene, flow));
    assertEquals("load_msg+0x41", f.claim().culprit().subject().name());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
  }

  @Test
  void namesPagesThatNoCounterNames() {
    Scene scene = Scene.seconds(90).hidden(t -> MIB * t);
    KmemFlow flow =
        flow(
            JUDGED,
            0,
            site("allocate_slab", Kind.PAGES, null, MIB),
            site("order=0 migratetype=0 gfp_flags=GFP_KERNEL", Kind.PAGES, null, MIB),
            site("rx_ring_fill", Kind.PAGES, null, 0.9 * MIB));
    Finding f = finding(analyse(scene, flow));
    assertEquals("rx_ring_fill", f.claim().culprit().subject().name());
    assertEquals(Category.UNACCOUNTED, f.claim().line());
    KmemFlow unnamed =
        flow(JUDGED, 0, site("order=0 migratetype=0 gfp_flags=GFP_KERNEL", Kind.PAGES, null, MIB));
    Finding nobody = finding(analyse(Scene.seconds(90).hidden(t -> MIB * t), unnamed));
    assertEquals(Status.NOTICE, nobody.status());
    assertTrue(nobody.support().steps().stream().anyMatch(s -> s.command().contains("'order>=0'")));
  }

  @Test
  void saysWhatLossesDo() {
    CallSite leak = site("load_msg+0x41", Kind.KMALLOC, null, MIB);
    Finding some = finding(analyse(Scenes.messages(Scene.seconds(90)), flow(20, 500, leak)));
    assertEquals("load_msg+0x41", some.claim().culprit().subject().name());
    String said = BUNDLE.render(some.words().explanation());
    assertTrue(said.contains("lost 500 count events in 2 count places"), said);
    assertTrue(said.contains("20 seconds of 30 seconds"), said);
    Finding all = finding(analyse(Scenes.messages(Scene.seconds(90)), flow(0.7, 500, leak)));
    assertEquals(Status.NOTICE, all.status());
    assertEquals(RULE + ".headline.lossy", all.words().headline().key());
  }

  @Test
  void withoutATraceItSaysSoAndTheSlabFindingHoldsTheCommand() {
    Analysis analysis = Scenes.messages(Scene.seconds(90)).analyse();
    assertEquals(RuleOutcome.Outcome.NOT_EVALUATED, outcome(analysis).outcome());
    Finding slab = analysis.findings().get(0);
    assertEquals(Category.SLAB_UNRECLAIMABLE, slab.claim().line());
    assertTrue(
        slab.support().steps().stream()
            .anyMatch(
                s ->
                    s.command()
                        .equals(
                            "./memledger-collector.jar --kmem 30s --kmem-filter"
                                + " 'bytes_alloc==4096'")),
        slab.support().steps().toString());
  }
}
