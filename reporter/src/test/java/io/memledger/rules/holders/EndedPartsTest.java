package io.memledger.rules.holders;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rules.Scene;
import io.memledger.rules.judge.Family;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Members that warm up one after the other add up to what looks like one long growth. */
class EndedPartsTest {
  private static final int MEMBERS = 8;
  private static final double HOURS = 4;
  private static final double EACH = HOURS * 3600 / (MEMBERS + 1);

  private static boolean are(IntFunction<DoubleUnaryOperator> bytes) {
    Scene scene = Scene.hours(HOURS);
    Subject sum = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");
    List<Subject> members = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(Scene.process("worker", 900 + i));
      scene.heap(members.get(i), 20 * MIB, bytes.apply(i), 50 * KIB);
    }
    scene.of(
        Metric.PROC_RSS,
        sum,
        t -> {
          double all = 0;
          for (int i = 0; i < MEMBERS; i++) {
            all += 20 * MIB + bytes.apply(i).applyAsDouble(t);
          }
          return all;
        });
    Recording recording = scene.recording();
    List<TimeSeries> series =
        members.stream().map(m -> recording.series(Metric.PROC_RSS, m).orElseThrow()).toList();
    Family.Member judged =
        Family.judge(recording, recording.series(Metric.PROC_RSS, sum).orElseThrow(), 8 * MIB)
            .orElseThrow();
    return EndedParts.are(judged, series);
  }

  @Test
  void thoseThatWarmedUpOneAfterTheOtherHaveEnded() {
    assertTrue(are(i -> t -> 100 * MIB * (1 - Math.exp(-Math.max(0, t - i * EACH) / 300))));
  }

  @Test
  void thoseThatAllGrowOnHaveNot() {
    assertFalse(are(i -> t -> 100 * MIB * t / (HOURS * 3600)));
  }
}
