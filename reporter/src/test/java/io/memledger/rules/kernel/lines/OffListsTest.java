package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class OffListsTest {
  private static final OffLists RULE = new OffLists();

  private static Scene growing(double perSecond) {
    return Scene.hours(2).set(Metric.OFF_LISTS, t -> GIB + perSecond * t);
  }

  @Test
  void onlySuspectsWhatIsNotItemised() {
    Finding found = Asked.one(RULE, growing(0.2 * MIB).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.NOT_ITEMISED, found.claim().line());
    assertEquals(720 * MIB, found.claim().growth().rate(), 36 * MIB);
    Asked.one(RULE, growing(0).recording(), Status.CLEARED);
  }

  @Test
  void chunksOfPerCpuMemoryHaveARuleOfTheirOwn() {
    Scene scene = growing(0.2 * MIB).set(Metric.PERCPU_AREAS, t -> 64 * MIB + 0.2 * MIB * t);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }
}
