package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGrowthTest {
  private static final Rule RULE = new ProcessGrowth();

  @Test
  void namesAHeapThatGrowsForHours() {
    Scene scene = Scene.hours(2).heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("process-growth:orderd:4711", found.id());
    assertEquals(Category.ANONYMOUS, found.claim().line());
    assertEquals(100 * KIB * 3600, found.claim().growth().rate(), 10 * KIB * 3600);
  }

  @Test
  void suspectsAHeapThatGrowsForMinutes() {
    Asked.one(RULE, Scenes.heap(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void countsWhatWentToSwap() {
    Scene scene =
        Scene.seconds(90)
            .heap(Scenes.LEAKER, 200 * MIB, t -> 0, 20 * KIB)
            .of(Metric.PROC_SWAP, Scenes.LEAKER, t -> MIB * t)
            .line(Metric.ANON_PAGES, t -> 0.4 * MIB * t);
    Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void clearsPlateausTeethAndFilePages() {
    Asked.one(RULE, Scenes.warmUp(Scene.seconds(90), 90).recording(), Status.CLEARED);
    Asked.one(RULE, Scenes.teeth(Scene.seconds(120), 10, 100 * MIB, 0).recording(), Status.CLEARED);
    // Its resident size grows, but the host's anonymous memory does not: mapped files.
    Scene files =
        Scene.seconds(90)
            .rss(Scenes.LEAKER, t -> 30 * MIB + MIB * t, KIB)
            .line(Metric.ACTIVE_FILE, t -> MIB * t);
    assertEquals(Clearing.FILES, Asked.one(RULE, files.recording(), Status.CLEARED).clearing());
    Asked.clearsBusyMachines(RULE);
  }

  /** A journal maps its files while browsers fill the host's anonymous memory. */
  @Test
  void clearsMappedFilesBesideHeapsOfOthers() {
    Scene scene =
        Scene.hours(2)
            .rss(Scenes.LEAKER, t -> 100 * MIB + 20 * KIB * t, 40 * KIB)
            .set(Metric.MAPPED, t -> 600 * MIB + 12 * KIB * t)
            .line(Metric.ACTIVE_FILE, t -> 12 * KIB * t);
    for (int i = 0; i < 3; i++) {
      scene.heap(Scene.process("browser", 900 + i), 400 * MIB, t -> 40 * KIB * t, 40 * KIB);
    }
    List<Finding> found = Asked.all(RULE, scene.recording());
    assertTrue(found.stream().noneMatch(f -> f.claim().subject().equals(Scenes.LEAKER)));
    assertEquals(3, found.size());
    scene.line(Metric.ANON_PAGES, t -> 20 * KIB * t);
    assertEquals(4, Asked.all(RULE, scene.recording()).size());
  }

  /** What a runtime gave back with MADV_FREE stays in RSS until the kernel wants it. */
  @Test
  void whatIsGivenBackIsNotHeld() {
    Scene scene =
        Scene.hours(2)
            .heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB)
            .of(Metric.PROC_LAZY_FREE, Scenes.LEAKER, t -> 100 * KIB * t);
    Finding lazy = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals(Clearing.LAZY_FREE, lazy.clearing());
    assertEquals(300 * MIB, Asked.evidence(lazy, "held-without-LazyFree"), 10 * MIB);
    // A part that is given back clears nothing of what is not.
    scene.of(Metric.PROC_LAZY_FREE, Scenes.LEAKER, t -> 20 * KIB * t);
    List<Finding> rest = Asked.all(RULE, scene.recording());
    assertEquals(Status.LEAK, rest.get(0).status());
    assertEquals(80 * KIB * 3600, rest.get(0).claim().growth().rate(), 10 * KIB * 3600);
  }

  @Test
  void saysHowMuchOfAGrowthIsInHugePages() {
    Scene scene =
        Scene.hours(2)
            .heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB)
            .of(Metric.PROC_HUGE, Scenes.LEAKER, t -> 80 * KIB * t);
    Finding huge = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertTrue(huge.claim().certainty().doubts().contains(Doubt.HUGE_PAGES));
    assertEquals(80.0 / 100, Asked.evidence(huge, "AnonHugePages-growth") / (720_000 * KIB), 0.05);
    scene.of(Metric.PROC_HUGE, Scenes.LEAKER, t -> 10 * KIB * t);
    Finding few = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertTrue(!few.claim().certainty().doubts().contains(Doubt.HUGE_PAGES));
  }

  /** A resident size alone does not tell memory of its own from mapped files. */
  @Test
  void asksForTheSplitWhereOnlyRssIsKnown() {
    Scene scene =
        Scene.hours(2)
            .rss(Scenes.LEAKER, t -> 300 * MIB + 100 * KIB * t, 2 * MIB)
            .line(Metric.ANON_PAGES, t -> 100 * KIB * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertTrue(found.claim().certainty().doubts().contains(Doubt.UNSPLIT));
    assertTrue(found.support().steps().get(0).command().contains("^Rss"));
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheProcessOfARealLeak() {
    Finding found = Asked.one(RULE, RealCapture.sample("heap-leak"), Status.SUSPECTED_LEAK);
    assertEquals("orderd", found.claim().culprit().subject().name());
    assertTrue(
        found.claim().growth().low() <= found.claim().growth().rate()
            && found.claim().growth().rate() <= found.claim().growth().high());
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }

  @Test
  void namesNobodyWhereNothingGrew() {
    Scene falls = Scene.seconds(90).heap(Scenes.LEAKER, 300 * MIB, t -> -MIB * t, KIB);
    Finding found = Asked.one(RULE, falls.recording(), Status.CLEARED);
    assertEquals("process-growth.headline.still", found.words().headline().key());
  }
}
