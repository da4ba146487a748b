package io.memledger.rules.levels;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AtLimitTest {
  private static final AtLimit RULE = new AtLimit();
  private static final Subject SPOOL = Subject.named(Subject.Kind.TMPFS_MOUNT, "/run/spool");

  private static Scene mount(DoubleUnaryOperator used) {
    return Scene.seconds(60)
        .of(Metric.MOUNT_SIZE, SPOOL, t -> 100 * MIB)
        .of(Metric.MOUNT_USED, SPOOL, used);
  }

  private static Scene open(double most) {
    return Scene.seconds(60)
        .of(Metric.PROC_FDS, Scenes.LEAKER, t -> Math.min(most, 100 + 20 * t))
        .of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1024);
  }

  @Test
  void namesAMountThatFilled() {
    Scene scene = mount(t -> Math.min(100, 4 * t) * MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(SPOOL, found.claim().culprit().subject());
  }

  @Test
  void aMountThatWasAlwaysFullOrHasRoomIsNone() {
    Asked.one(RULE, mount(t -> 100 * MIB).recording(), Status.CLEARED);
    Asked.one(RULE, mount(t -> Math.min(90, 4 * t) * MIB).recording(), Status.CLEARED);
  }

  @Test
  void namesAProcessWithAsManyFilesAsItMay() {
    Finding found = Asked.one(RULE, open(1024).recording(), Status.PRESSURE);
    assertEquals(Scenes.LEAKER, found.claim().culprit().subject());
    assertEquals(1024, Asked.evidence(found, "descriptors-limit"));
    // A pool that was sized by the limit.
    Asked.one(RULE, open(1020).recording(), Status.CLEARED);
  }

  @Test
  void oneLookShowsALimitThatIsMet() {
    Scene scene =
        Scene.of(1, 1, 3)
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 1024)
            .of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1024);
    assertEquals("verdict.led", scene.analyse().verdict().headline().key());
  }

  @Test
  void withoutLimitsNothingIsSaidOfThem() {
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(60).recording()));
  }
}
