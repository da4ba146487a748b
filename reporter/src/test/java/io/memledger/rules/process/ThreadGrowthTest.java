package io.memledger.rules.process;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Unit;
import org.junit.jupiter.api.Test;

class ThreadGrowthTest {
  private static final Rule RULE = new ThreadGrowth();

  @Test
  void namesThreadsThatNeverEnd() {
    Scene scene =
        Scene.hours(2)
            .rss(Scenes.LEAKER, t -> 30 * MIB, MIB)
            .of(Metric.PROC_THREADS, Scenes.LEAKER, t -> 8 + Math.floor(t / 20));
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("thread-growth:orderd:4711", found.id());
    assertEquals(Category.KERNEL_STACK, found.claim().line());
    assertEquals(Unit.COUNT, found.claim().growth().unit());
    assertEquals(180, found.claim().growth().rate(), 9);
    assertEquals(180 * 16 * 1024, found.claim().bytesPerHour(), 9 * 16 * 1024);
  }

  @Test
  void clearsPoolsThatFill() {
    Scene scene =
        Scene.hours(2)
            .rss(Scenes.LEAKER, t -> 30 * MIB, MIB)
            .of(Metric.PROC_THREADS, Scenes.LEAKER, t -> Math.min(200, 8 + Math.floor(t / 5)));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_THREADS);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheProcessesOfARealKernel() {
    Asked.one(RULE, RealStats.of(91).recording(), Status.CLEARED);
    RealCapture more =
        RealStats.of(91)
            .movingStat(RealStats.PROMETHEUS, RealStats.THREADS, t -> Math.floor(t / 2));
    Finding found = Asked.one(RULE, more.recording(), Status.SUSPECTED_LEAK);
    assertEquals("thread-growth:prometheus:202", found.id());
    assertEquals(1800, found.claim().growth().rate(), 20);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
