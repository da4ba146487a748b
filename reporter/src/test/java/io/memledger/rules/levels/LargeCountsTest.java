package io.memledger.rules.levels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class LargeCountsTest {
  private static final LargeCounts RULE = new LargeCounts();
  private static final Subject WORKERS = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");

  private static Scene look() {
    return Scene.of(1, 1, 3);
  }

  @Test
  void oneLookNamesWhoDoesNotCollect() {
    Scene scene =
        look()
            .of(Metric.PROC_ZOMBIES, WORKERS, t -> 614)
            .of(Metric.PROC_ZOMBIE_CHILDREN, Scenes.LEAKER, t -> 610)
            .of(Metric.PROC_RSS, Scenes.LEAKER, t -> 1e6);
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("counts.headline.zombies.parent", found.words().headline().key());
    assertEquals(Scenes.LEAKER, found.claim().culprit().subject());
    assertEquals(614, Asked.evidence(found, "count"));
    assertTrue(found.leadsNotices());
  }

  @Test
  void withoutTheParentTheDeadAreNamed() {
    Finding found =
        Asked.one(
            RULE, look().of(Metric.PROC_ZOMBIES, WORKERS, t -> 614).recording(), Status.NOTICE);
    assertEquals(WORKERS, found.claim().culprit().subject());
  }

  @Test
  void descriptorsAreMeasuredByTheirLimit() {
    Scene near =
        look()
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 900)
            .of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1024);
    Asked.one(RULE, near.recording(), Status.NOTICE);
    Scene far =
        look()
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 30_000)
            .of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1_000_000);
    Asked.one(RULE, far.recording(), Status.CLEARED);
    // Told by the rule of limits.
    Scene met =
        look()
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 1024)
            .of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1024);
    Asked.one(RULE, met.recording(), Status.CLEARED);
  }

  @Test
  void whatStillGrowsIsToldByItsOwnRule() {
    Scene grows = Scene.hours(1).of(Metric.PROC_COUNT, WORKERS, t -> 500 + t);
    Asked.one(RULE, grows.recording(), Status.CLEARED);
    Scene stays = Scene.hours(1).of(Metric.PROC_COUNT, WORKERS, t -> 4000);
    assertFalse(Asked.one(RULE, stays.recording(), Status.NOTICE).leadsNotices());
  }

  @Test
  void whatAnyMachineHasIsNone() {
    Scene scene =
        look()
            .of(Metric.PROC_COUNT, WORKERS, t -> 64)
            .of(Metric.PROC_ZOMBIES, WORKERS, t -> 3)
            .of(Metric.PROC_THREADS, Scenes.LEAKER, t -> 400);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void needsSomethingCounted() {
    Scene bare =
        look()
            .without(Metric.PROC_COUNT)
            .without(Metric.PROC_ZOMBIES)
            .without(Metric.PROC_THREADS)
            .without(Metric.PROC_FDS);
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, bare.recording()));
  }
}
