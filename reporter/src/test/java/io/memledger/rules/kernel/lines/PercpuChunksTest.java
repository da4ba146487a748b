package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class PercpuChunksTest {
  private static final PercpuChunks RULE = new PercpuChunks();

  private static Scene chunks(double perSecond) {
    return Scene.hours(4)
        .without(Metric.PERCPU)
        .set(Metric.PERCPU_AREAS, t -> 64 * MIB + perSecond * t);
  }

  @Test
  void growsWhereNoCounterShowsIt() {
    Finding found = Asked.all(RULE, chunks(0.1 * MIB).recording()).get(0);
    assertTrue(found.status().isLeak());
    assertEquals(Category.PERCPU, found.claim().line());
    assertTrue(!Asked.all(RULE, chunks(0).recording()).get(0).status().isLeak());
  }

  @Test
  void isNotAskedWhereTheKernelCounts() {
    Scene counted = Scene.hours(4).set(Metric.PERCPU_AREAS, t -> 64 * MIB + 0.1 * MIB * t);
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, counted.recording()));
  }
}
