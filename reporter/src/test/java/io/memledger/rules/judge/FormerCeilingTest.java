package io.memledger.rules.judge;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Clearing;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Trend;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What comes back to a height that was there before has not shown that it goes on. */
class FormerCeilingTest {
  private static final double HOURS = 4;
  private static final double END = HOURS * 3600;
  private static final double EMPTIED = END / 18;

  /** Emptied soon after the capture began, and growing in a straight line from there. */
  private static DoubleUnaryOperator refill(double before, double growth) {
    return t -> t < EMPTIED ? before : (t - EMPTIED) / (END - EMPTIED) * growth;
  }

  private static Family.Member judged(Recording recording, Subject process) {
    return Family.judge(
            recording, recording.series(Metric.PROC_RSS, process).orElseThrow(), 8 * MIB)
        .orElseThrow();
  }

  private static boolean explained(DoubleUnaryOperator bytes) {
    Recording recording =
        Scene.hours(HOURS).heap(Scenes.LEAKER, 100 * MIB, bytes, 200 * KIB).recording();
    TimeSeries series = recording.series(Metric.PROC_RSS, Scenes.LEAKER).orElseThrow();
    return FormerCeiling.explains(recording, series, Trend.of(series).orElseThrow());
  }

  @Test
  void aCacheThatWasEmptiedAndFillsAgainHasOnlyComeBack() {
    assertTrue(explained(refill(400 * MIB, 400 * MIB)));
  }

  @Test
  void whatGoesFarBeyondItOrWasNeverThereHasNot() {
    assertFalse(explained(refill(200 * MIB, 900 * MIB)));
    assertFalse(explained(t -> t / END * 400 * MIB));
  }

  /** A service that was started anew, and the one before it, which had stopped to grow or not. */
  private static Family.Member second(DoubleUnaryOperator first) {
    int born = (int) (END / 3 / 10);
    Subject before = Scene.process("orderd", 77);
    Scene scene = Scene.hours(HOURS);
    Subject after = Scene.processBornAt(END / 3, "orderd", 78);
    Recording recording =
        scene
            .heap(before, 100 * MIB, first, 200 * KIB)
            .endedAt(before, born)
            .heap(after, 100 * MIB, FormerCeilingTest::grown, 200 * KIB)
            .bornAt(after, born + 1)
            .recording();
    return judged(recording, after);
  }

  private static double grown(double time) {
    return Math.max(0, time - END / 3) / (END * 2 / 3) * 400 * MIB;
  }

  @Test
  void theHeightOfTheLifeBeforeCountsIfItStood() {
    assertEquals(Clearing.FORMER_CEILING, second(t -> 400 * MIB).leakTest().clearing());
    assertTrue(second(t -> 100 * MIB).isLeak());
  }
}
