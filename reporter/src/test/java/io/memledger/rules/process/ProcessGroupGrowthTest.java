package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class ProcessGroupGrowthTest {
  private static final Rule RULE = new ProcessGroupGrowth();

  @Test
  void namesManySmallLeaksTogether() {
    Finding found = Asked.one(RULE, Scenes.workers(Scene.hours(2)).recording(), Status.LEAK);
    assertEquals("process-group-growth:worker", found.id());
    assertEquals(1800 * KIB * 3600, found.claim().growth().rate(), 180 * KIB * 3600);
  }

  @Test
  void namesThemThoughOthersGaveBackMoreMeanwhile() {
    Subject builds = Subject.named(Subject.Kind.PROCESS_GROUP, "builds");
    Scene masked =
        Scenes.workers(Scene.hours(2))
            .line(Metric.ANON_PAGES, t -> 16 * 1024 * MIB - 2000 * KIB * t)
            .of(Metric.PROC_RSS, builds, t -> 16 * 1024 * MIB - 2000 * KIB * t);
    Asked.one(RULE, masked.recording(), Status.LEAK);
    // Nobody gave anything back, and the host's own memory does not grow: they share their pages.
    Scene shared =
        Scenes.workers(Scene.hours(2)).line(Metric.ANON_PAGES, t -> 2e9 - 1800 * KIB * t);
    Asked.one(RULE, shared.recording(), Status.CLEARED);
  }

  @Test
  void saysWhetherTheyGrowOrAreMore() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");
    Scene same = Scenes.workers(Scene.hours(2)).of(Metric.PROC_COUNT, group, t -> 30);
    Finding grow = Asked.one(RULE, same.recording(), Status.LEAK);
    assertEquals("process-group-growth.headline.leak", grow.words().headline().key());
    // 600 MiB and 1,800 KiB a second more, at 20 MiB each.
    Scene ever = Scenes.workers(Scene.hours(2)).of(Metric.PROC_COUNT, group, t -> 30 + t * 0.0879);
    Finding more = Asked.one(RULE, ever.recording(), Status.LEAK);
    assertEquals("process-group-growth.headline.leak.more", more.words().headline().key());
  }

  /** A backup that took more and more, and was done half an hour before the capture was. */
  @Test
  void clearsAGroupThatHasEnded() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");
    Scene scene = Scenes.workers(Scene.hours(2));
    Asked.one(RULE, scene.recording(), Status.LEAK);
    int end = 90 * 6;
    for (int i = 0; i < 30; i++) {
      scene.endedAt(Scene.process("worker", 7000 + i), end);
    }
    Asked.one(RULE, scene.endedAt(group, end).recording(), Status.CLEARED);
  }

  @Test
  void clearsAGroupThatHolds() {
    Scene scene = Scene.hours(2);
    for (int i = 0; i < 30; i++) {
      scene.heap(Scene.process("worker", 7000 + i), 20 * MIB, t -> 0, 40 * KIB);
    }
    scene.of(
        Metric.PROC_RSS,
        Subject.named(Subject.Kind.PROCESS_GROUP, "worker"),
        t -> 600 * MIB + 20 * MIB * Math.sin(t / 300));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
    Asked.wantsTime(RULE);
  }

  /** Prometheus and what it watches with, among the processes of a machine on 6.1. */
  @Test
  void readsTheProcessesOfARealKernel() {
    Asked.one(RULE, RealStats.of(91).recording(), Status.CLEARED);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
