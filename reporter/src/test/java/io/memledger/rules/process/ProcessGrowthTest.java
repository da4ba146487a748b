package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
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
    Asked.one(RULE, files.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
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
