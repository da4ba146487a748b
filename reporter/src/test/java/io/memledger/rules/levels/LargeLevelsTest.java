package io.memledger.rules.levels;

import static io.memledger.rules.Scene.GIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeLevelsTest {
  private static final LargeLevels RULE = new LargeLevels();

  /** What a scene's machine has. */
  private static final double TOTAL = 24 * GIB;

  private static final Subject CACHE = Subject.named(Subject.Kind.SLAB_CACHE, "kmalloc-64");

  /** Of MemTotal, in one cache and in page tables. */
  private static Scene one(double cache, double tables) {
    return Scene.of(1, 1, 3)
        .line(Metric.S_UNRECLAIM, t -> cache * TOTAL)
        .of(Metric.SLAB_BYTES, CACHE, t -> cache * TOTAL)
        .line(Metric.PAGE_TABLES, t -> tables * TOTAL);
  }

  @Test
  void oneLookNamesTheLargestFirst() {
    List<Finding> found =
        one(0.3, 0.1).analyse().findings().stream()
            .filter(f -> f.rule().equals(RULE.info()))
            .toList();
    assertEquals(2, found.size());
    assertEquals(CACHE, found.get(0).claim().culprit().subject());
    assertEquals(Category.PAGE_TABLES, found.get(1).claim().line());
    assertTrue(found.stream().allMatch(f -> f.status() == Status.NOTICE));
    assertEquals(0.3, Asked.evidence(found.get(0), "level-share"), 0.001);
  }

  @Test
  void whatAnyMachineHasIsNone() {
    Asked.one(RULE, one(0.01, 0.001).recording(), Status.CLEARED);
  }

  @Test
  void saysWhatGrewAndStoodStill() {
    double full = 0.4 * TOTAL;
    Scene scene =
        Scene.hours(1)
            .line(Metric.S_UNRECLAIM, t -> full * Math.min(1, t / 1200))
            .of(Metric.SLAB_BYTES, CACHE, t -> full * Math.min(1, t / 1200));
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("levels.headline.stopped", found.words().headline().key());
    assertTrue(found.leadsNotices());
  }
}
