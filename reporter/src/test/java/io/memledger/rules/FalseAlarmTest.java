package io.memledger.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The budget of wrong alarms and of missed leaks on labelled series, in shares of seeded runs, each
 * family in a short capture and in a long one. What decides is what the rules ask of a leak.
 */
@Tag("slow")
class FalseAlarmTest {
  private static final int RUNS = 100;
  private static final int[] LENGTHS = {360, 2000};

  /** Of series that do not leak, called leak or suspected. */
  private static final double ALARMS = 0.03;

  /** Of leaks, called leak or suspected. */
  private static final double FOUND = 0.95;

  /** Families that no method can tell better, by what they are allowed. */
  private static final Map<String, Double> HARD =
      Map.of(
          // A drift of zero and a small one look alike in a walk: one in a hundred, and chance.
          "walk", 0.06,
          // The highest level so far of a walk rises for ever, though ever more slowly.
          "high-water of walk", 0.30,
          "high-water of ar 0.9", 0.06);

  private static final Map<String, Double> FAINT =
      Map.of(
          // Noise as large as half the rise, or slow noise as large as most of it.
          "linear, 2 sigma", 0.85,
          "linear in ar 0.9", 0.30,
          "linear in walk", 0.90,
          // A handful of jumps may be a handful of deployments.
          "bursts, 6-12", 0.80);

  @TestFactory
  Stream<DynamicTest> keepsTheBudget() {
    return LabelledSeries.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> keeps(e.getKey(), e.getValue())));
  }

  private static void keeps(String name, LabelledSeries.Kind kind) {
    for (int n : LENGTHS) {
      TrendLab.Result result = TrendLab.run(kind, n, RUNS);
      double named = Math.rint(RUNS * (result.leak() + result.suspected())) / RUNS;
      String told = name + ", " + n + " samples: " + result;
      if (kind.leaks()) {
        assertTrue(named >= FAINT.getOrDefault(name, FOUND), told);
      } else {
        assertTrue(named <= HARD.getOrDefault(name, ALARMS), told);
      }
    }
  }
}
