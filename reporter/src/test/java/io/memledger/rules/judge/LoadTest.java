package io.memledger.rules.judge;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.verdict.Verdict;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Memory that follows how busy the machine is does not leak; what grows beside it does. */
class LoadTest {
  /** Busy share of the CPUs on the rising flank of a day: 6 hours from the trough on. */
  private static final DoubleUnaryOperator FLANK =
      t -> 0.4 - 0.35 * Math.cos(2 * Math.PI * (t / 3600 + 2) / 24);

  private static Scene scene(DoubleUnaryOperator bytes) {
    double[] busy = new double[2161];
    for (int i = 1; i < busy.length; i++) {
      busy[i] = busy[i - 1] + 10 * FLANK.applyAsDouble(10.0 * i);
    }
    return Scene.hours(6)
        .heap(Scenes.LEAKER, 300 * MIB, bytes, MIB)
        .set(Metric.CPU_TICKS, t -> 100 * t)
        .set(Metric.CPU_IDLE_TICKS, t -> 100 * (t - busy[(int) (t / 10)]));
  }

  @Test
  void whatFollowsTheLoadIsCleared() {
    Analysis analysis = scene(t -> 1500 * MIB * FLANK.applyAsDouble(t)).analyse();
    assertEquals(Verdict.Status.HEALTHY, analysis.verdict().status());
  }

  @Test
  void aLeakByTheClockIsNotExcusedByTheLoad() {
    Analysis analysis = scene(t -> 0.03 * MIB * t).analyse();
    Finding first = analysis.findings().get(0);
    assertEquals("process-growth:orderd:4711", first.id());
    assertEquals(Verdict.Status.LEAK, analysis.verdict().status());
  }

  @Test
  void aLeakByTheRequestIsNotExcusedByTheLoad() {
    double[] work = new double[2161];
    for (int i = 1; i < work.length; i++) {
      work[i] = work[i - 1] + 10 * FLANK.applyAsDouble(10.0 * i);
    }
    Analysis analysis = scene(t -> 0.08 * MIB * work[(int) (t / 10)]).analyse();
    assertEquals("process-growth:orderd:4711", analysis.findings().get(0).id());
  }
}
