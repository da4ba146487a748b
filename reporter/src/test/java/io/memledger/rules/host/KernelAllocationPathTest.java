package io.memledger.rules.host;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class KernelAllocationPathTest {
  private static final Rule RULE = new KernelAllocationPath();

  @Test
  void findsGrowthThatGoesWithTheInterrupts() {
    // Traffic comes and goes; each interrupt loses 1 KiB.
    Scene scene = Scene.seconds(120).events(Metric.INTERRUPTS, t -> 800 + 600 * Math.sin(t / 5));
    double[] lost = scene.recording().host(Metric.INTERRUPTS).orElseThrow().means();
    scene.hidden(t -> lost[(int) t] * KIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("kernel-allocation-path.headline.together", found.words().headline().key());
    assertTrue(Asked.evidence(found, "interrupts-correlation") > 0.9);
    assertFalse(found.support().steps().isEmpty());
  }

  @Test
  void findsInterruptsThatRiseWhileTheKernelGrows() {
    Scene scene =
        Scene.hours(1)
            .events(Metric.INTERRUPTS, t -> 800 + 0.5 * t)
            .line(Metric.S_UNRECLAIM, t -> 100 * KIB * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("kernel-allocation-path.headline.rising", found.words().headline().key());
    assertEquals(1100 * 3600.0, Asked.evidence(found, "interrupts-before"), 60 * 3600);
    assertEquals(2300 * 3600.0, Asked.evidence(found, "interrupts-after"), 60 * 3600);
    assertEquals(360_000 * KIB, Asked.evidence(found, "kernel-growth"), 10 * MIB);
  }

  @Test
  void clearsGrowthWithoutAndEventsWithoutGrowth() {
    Finding steady = Asked.one(RULE, Scenes.pipes(Scene.seconds(90)).recording(), Status.CLEARED);
    assertEquals("kernel-allocation-path.headline.cleared", steady.words().headline().key());
    Scene traffic = Scene.hours(1).events(Metric.INTERRUPTS, t -> 800 + 5 * t);
    Finding calm = Asked.one(RULE, traffic.recording(), Status.CLEARED);
    assertEquals("kernel-allocation-path.headline.still", calm.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.INTERRUPTS);
    Asked.needs(RULE, Scene.seconds(90), Metric.CONTEXT_SWITCHES);
    Asked.wantsTime(RULE);
  }

  /** The sample's sockets grow by a steady pace, whatever else the machine does. */
  @Test
  void clearsARealLeakThatNoInterruptDrives() {
    Finding found = Asked.one(RULE, RealCapture.sample("socket-leak"), Status.CLEARED);
    assertEquals("kernel-allocation-path.headline.cleared", found.words().headline().key());
  }

  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 91, 2, "proc/meminfo", "proc/vmstat", "proc/stat");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    capture
        .moving("proc/meminfo", "MemFree", t -> -500 * t)
        .moving("proc/meminfo", "MemAvailable", t -> -500 * t)
        .moving("proc/stat", "intr", t -> 1000 * t + 10 * t * t);
    Finding found = Asked.one(RULE, capture.recording(), Status.NOTICE);
    assertEquals("kernel-allocation-path.headline.rising", found.words().headline().key());
    assertEquals(500 * KIB * 180, Asked.evidence(found, "kernel-growth"), 2 * MIB);
  }
}
