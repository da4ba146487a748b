package io.memledger.rules;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.verdict.Verdict;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole recordings: one leak is one finding with the right name, line and rate; the rest none. */
class ScenesTest {
  private static final double HOUR = 3600;
  private static final Bundle BUNDLE = new Bundle();

  @ParameterizedTest
  @ValueSource(ints = {60, 90, 120})
  void namesEachLeakAfterAMinuteOrTwo(int n) {
    named(n, Scenes::heap, "process-growth:orderd:4711", Category.ANONYMOUS, 1.5 * MIB);
    named(n, Scenes::pipes, "unaccounted:orderd:4711", Category.UNACCOUNTED, MIB);
    named(n, Scenes::messages, "slab-cache:msg_msg-4k", Category.SLAB_UNRECLAIMABLE, MIB);
    named(n, Scenes::memfd, "shmem-growth:orderd:4711", Category.SHMEM, MIB);
    named(n, Scenes::tmpfs, "shmem-growth:/dev/shm", Category.SHMEM, MIB);
    named(n, Scenes::threads, "kernel-stack:orderd:4711", Category.KERNEL_STACK, 160 * KIB);
    named(
        n,
        Scenes::descriptors,
        // Line and cache show the same bytes, and either may tell the story.
        "slab-(unreclaimable|cache):orderd:4711",
        Category.SLAB_UNRECLAIMABLE,
        256 * KIB);
    named(n, Scenes::pageTables, "page-table-growth:orderd:4711", Category.PAGE_TABLES, MIB / 2);
    named(n, Scenes::bpf, "vmalloc:orderd:4711", Category.VMALLOC, MIB);
    named(
        n,
        s -> Scenes.teeth(s, n / 12.0, 100 * MIB, MIB),
        "process-growth:orderd:4711",
        Category.ANONYMOUS,
        MIB);
    named(
        n,
        s -> s.heap(Scenes.LEAKER, 30 * MIB, t -> 2 * MIB * Math.max(0, t - 0.3 * n), 50 * KIB),
        "process-growth:orderd:4711",
        Category.ANONYMOUS,
        2 * MIB);
    named(
        n,
        s -> s.heap(Scenes.LEAKER, 30 * MIB, t -> (t > 3 ? 150 * MIB : 0) + MIB * t, 50 * KIB),
        "process-growth:orderd:4711",
        Category.ANONYMOUS,
        MIB);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 90, 120})
  void namesNoLeakWhereThereIsNone(int n) {
    accusesNobody(Scene.seconds(n));
    accusesNobody(Scenes.virtual(Scene.seconds(n)));
    accusesNobody(Scenes.warmUp(Scene.seconds(n), n));
    accusesNobody(Scenes.step(Scene.seconds(n), n));
    accusesNobody(Scenes.pageCache(Scene.seconds(n)));
    accusesNobody(Scenes.teeth(Scene.seconds(n), n / 12.0, 100 * MIB, 0));
  }

  @Test
  void saysWhatALeakTakesOnAllLinesTogether() {
    Finding threads = Scenes.threads(Scene.seconds(90)).analyse().findings().get(0);
    assertEquals("merged.headline", threads.words().headline().key());
    double all =
        threads.support().evidence().stream()
            .filter(e -> e.name().equals("in-all-rate"))
            .findFirst()
            .orElseThrow()
            .value();
    // Ten threads a second with 70 KiB touched, 16 KiB of kernel stack and 7.5 KiB of slab each.
    assertEquals(10 * (70 + 16 + 7.5) * KIB * 3600, all, 0.1 * all);
    Finding heap = Scenes.heap(Scene.seconds(90)).analyse().findings().get(0);
    assertEquals("process-growth.headline.suspected-leak", heap.words().headline().key());
  }

  @Test
  void isSureAfterHours() {
    leak(Scene.hours(2).heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB), 100 * KIB);
    leak(Scenes.teeth(Scene.hours(2), 400, 200 * MIB, 60 * KIB), 60 * KIB);
    leak(Scenes.workers(Scene.hours(2)), 1800 * KIB);
    accusesNobody(Scenes.busy(Scene.hours(2), 7200, 720));
    accusesNobody(Scenes.teeth(Scene.hours(2), 400, 200 * MIB, 0));
    accusesNobody(Scenes.warmUp(Scene.hours(2), 7200));
    accusesNobody(Scenes.step(Scene.hours(2), 7200));
  }

  @Test
  void isHealthyOnlyWhereALeakThatHidesIsTooSlowToMatter() {
    Verdict minutes = Scene.seconds(90).analyse().verdict();
    assertEquals(Verdict.Status.INCONCLUSIVE, minutes.status());
    assertEquals("verdict.too-weak", minutes.headline().key());
    Verdict hours = Scene.hours(12).analyse().verdict();
    assertEquals(Verdict.Status.HEALTHY, hours.status());
    // In twelve hours 0.3 % of 24 GiB is what matters of the remainder, 0.25 % of a process.
    double remainder = 24 * GIB * 0.003 / 12;
    assertEquals(remainder, hours.limit().rate(), 0.15 * remainder);
    double process = 24 * GIB * 0.0025 / 12;
    assertEquals(process, hours.limit().byCategory().get(Category.ANONYMOUS), 0.15 * process);
    Scene noProcesses = Scene.hours(12).without(Metric.PROC_RSS);
    assertEquals("verdict.blind", noProcesses.analyse().verdict().headline().key());
  }

  @Test
  void seldomAccusesABusyMachine() {
    int alarms = 0;
    for (int seed = 0; seed < 25; seed++) {
      Analysis analysis = Scenes.busy(Scene.of(91, 1, 100 + seed), 90, 90).analyse();
      alarms += accuses(analysis) ? 1 : 0;
    }
    assertTrue(alarms <= 1, alarms + " of 25");
  }

  @Test
  void tooLittleIsInconclusive() {
    for (int n : new int[] {0, 5, 19, 45}) {
      Analysis analysis = Scenes.heap(Scene.seconds(n)).analyse();
      assertEquals(Verdict.Status.INCONCLUSIVE, analysis.verdict().status());
      assertTrue(analysis.findings().stream().noneMatch(f -> f.status().isLeak()));
      words(analysis);
    }
  }

  @Test
  void forecastsOnlyWithinReach() {
    Analysis soon = Scenes.pipes(Scene.of(500, 10, 3)).analyse();
    Verdict.Exhaustion end = soon.verdict().exhaustion();
    assertEquals(Verdict.Exhaustion.Limit.HOST, end.limit());
    // 16 GiB free + 5.3 GiB of cache - 5,000 s x 1 MiB/s - 2 % of 24 GiB, at 1 MiB/s.
    assertEquals(16_000, end.seconds(), 1_000);
    assertTrue(end.secondsLow() <= end.seconds() && end.seconds() <= end.secondsHigh());
    assertNull(Scenes.heap(Scene.seconds(90)).analyse().verdict().exhaustion());
  }

  @Test
  void swapStormIsPressure() {
    Scene scene =
        Scene.seconds(120)
            .set(Metric.PSWPIN, t -> 500 * t)
            .set(Metric.PSWPOUT, t -> 700 * t)
            .set(Metric.OOM_KILL, t -> t > 60 ? 1 : 0);
    Analysis analysis = scene.analyse();
    assertEquals(Verdict.Status.PRESSURE, analysis.verdict().status());
    assertEquals(2, count(analysis, Status.PRESSURE));
    words(analysis);
  }

  @Test
  void saysWhatItCouldNotJudge() {
    Analysis analysis =
        Scenes.heap(Scene.seconds(90))
            .without(Metric.PROC_FDS)
            .missing("derived/fds", "EACCES")
            .segment(-100, -50, "start")
            .segment(0, 90, "reboot")
            .analyse();
    RuleOutcome fds =
        analysis.rules().stream()
            .filter(r -> r.id().equals("descriptor-growth"))
            .findFirst()
            .orElseThrow();
    assertEquals(RuleOutcome.Outcome.NOT_EVALUATED, fds.outcome());
    assertEquals("not-evaluated.unreadable", fds.reason().key());
    assertTrue(analysis.notEvaluated().get("derived/fds").contains("descriptor-growth"));
    assertEquals("process-growth:orderd:4711", analysis.findings().get(0).id());
    assertTrue(analysis.findings().stream().anyMatch(f -> f.rule().id().equals("reboot")));
    words(analysis);
  }

  @Test
  void livesWithoutMeminfo() {
    Scene scene = Scene.seconds(90);
    for (Metric metric : Metric.values()) {
      scene.without(metric);
    }
    Analysis analysis = scene.analyse();
    assertEquals(Verdict.Status.INCONCLUSIVE, analysis.verdict().status());
    assertNull(analysis.ledger());
    words(analysis);
  }

  @Test
  void ledgerSumsToMemTotalAtBothEnds() {
    Analysis analysis = Scenes.pipes(Scene.seconds(90)).analyse();
    double total = 24 * Scene.GIB;
    assertEquals(total, analysis.ledger().lines().stream().mapToDouble(l -> l.start()).sum());
    assertEquals(total, analysis.ledger().lines().stream().mapToDouble(l -> l.end()).sum());
    // Only what the remainder took is unexplained: nearly all of what grew.
    assertTrue(analysis.ledger().explainedShare() < 0.1);
    assertEquals(
        "orderd",
        Scenes.heap(Scene.seconds(90))
            .analyse()
            .ledger()
            .line(Category.ANONYMOUS)
            .orElseThrow()
            .members()
            .get(0)
            .subject()
            .name());
  }

  private static void named(
      int n, UnaryOperator<Scene> leak, String id, Category category, double perSecond) {
    Analysis analysis = leak.apply(Scene.seconds(n)).analyse();
    Finding first = analysis.findings().get(0);
    assertTrue(first.id().matches(id), first.id());
    assertEquals(Status.SUSPECTED_LEAK, first.status());
    assertEquals(Verdict.Status.SUSPECTED_LEAK, analysis.verdict().status());
    assertEquals(category, first.claim().line());
    assertEquals(perSecond * HOUR, first.claim().growth().rate(), 0.1 * perSecond * HOUR, id);
    complete(analysis, first);
  }

  private static void leak(Scene scene, double perSecond) {
    Analysis analysis = scene.analyse();
    Finding first = analysis.findings().get(0);
    assertEquals(Status.LEAK, first.status());
    assertEquals(perSecond * HOUR, first.claim().growth().rate(), 0.1 * perSecond * HOUR);
    complete(analysis, first);
  }

  private static void complete(Analysis analysis, Finding first) {
    assertTrue(
        first.claim().growth().low() <= first.claim().growth().rate()
            && first.claim().growth().rate() <= first.claim().growth().high());
    assertTrue(
        first.claim().certainty().confidence() > 0 && first.claim().certainty().confidence() < 1);
    assertTrue(first.severity() > 0);
    assertFalse(first.support().evidence().isEmpty());
    assertFalse(first.support().steps().isEmpty());
    assertEquals(
        1,
        count(analysis, Status.LEAK) + count(analysis, Status.SUSPECTED_LEAK),
        () -> analysis.findings().stream().map(Finding::id).limit(3).toList().toString());
    words(analysis);
  }

  private static void accusesNobody(Scene scene) {
    Analysis analysis = scene.analyse();
    assertFalse(accuses(analysis), () -> analysis.verdict().headline().toString());
    words(analysis);
  }

  private static boolean accuses(Analysis analysis) {
    Verdict.Status said = analysis.verdict().status();
    return said == Verdict.Status.LEAK || said == Verdict.Status.SUSPECTED_LEAK;
  }

  private static long count(Analysis analysis, Status status) {
    return analysis.findings().stream().filter(f -> f.status() == status).count();
  }

  /** Every sentence has its message and all that fills it; no rule crashed. */
  private static void words(Analysis analysis) {
    BUNDLE.render(analysis.verdict().headline());
    for (Finding f : analysis.findings()) {
      BUNDLE.render(f.words().headline());
      BUNDLE.render(f.words().explanation());
      f.support().steps().forEach(s -> BUNDLE.render(s.why()));
    }
    for (RuleOutcome outcome : analysis.rules()) {
      assertTrue(BUNDLE.keys().contains(outcome.title()), outcome.title());
      assertTrue(BUNDLE.keys().contains(outcome.id() + ".meaning"));
      assertFalse(
          outcome.outcome() == RuleOutcome.Outcome.FAILED,
          () -> outcome.id() + BUNDLE.render(outcome.reason()));
      BUNDLE.render(outcome.reason());
    }
  }
}
