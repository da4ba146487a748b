package io.memledger.rules.cgroup;

import static io.memledger.rules.Scene.KIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.RuleOutcome.Outcome;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class DyingCgroupsTest {
  private static final DyingCgroups RULE = new DyingCgroups();

  @Test
  void findsThemPileUp() {
    Scene scene = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + 20 * Math.floor(t));
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(20 * 3600, f.rate(), 0.05 * f.rate());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.category());
    assertEquals(20 * 3600 * 9 * KIB, Asked.evidence(f, "explains-rate"), 0.05 * f.rate() * 9216);
  }

  @Test
  void noticesManyAndSlowGrowth() {
    Scene many = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 20_000);
    Finding f = Asked.one(RULE, many.recording(), Status.NOTICE);
    assertEquals(20_000 * 9 * KIB, Asked.evidence(f, "dying-cost"));
    Scene slow = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t));
    Asked.one(RULE, slow.recording(), Status.NOTICE);
  }

  @Test
  void clearsAFew() {
    Scene scene = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t / 30));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutACount() {
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void countsThoseOfARealKernel() {
    // Version 1: jobs whose cgroup went while their file in memory stayed, up to two a second.
    Finding f = Asked.one(RULE, Captures.of("containers"), Status.NOTICE);
    assertTrue(Asked.evidence(f, "dying-end") > Asked.evidence(f, "dying-start") + 60);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }

  @Test
  void readsTheCountOfVersion2() {
    String stat = "nr_descendants 7\nnr_dying_descendants 65000\n";
    Recording recording =
        RealCapture.repeated("rhel9/5.14.0-325-x86_64", 40, 3, "proc/meminfo", "proc/cgroups")
            .with("sys/fs/cgroup/cgroup.stat", stat)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(65_000, Asked.evidence(f, "dying-end"));
  }
}
