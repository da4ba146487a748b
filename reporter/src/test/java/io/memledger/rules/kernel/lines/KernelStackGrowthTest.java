package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.KIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class KernelStackGrowthTest {
  private static final KernelStackGrowth RULE = new KernelStackGrowth();

  @Test
  void namesTheProcessOfTheThreads() {
    Finding f =
        Asked.one(RULE, Scenes.threads(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    assertEquals(160 * KIB * 3600, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_KERNEL_STACK);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsRealMachines() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
    // 40 threads of 16 KiB more each second.
    Recording recording =
        RealCapture.repeated("6.1-cloud-x86_64", 40, 3, "proc/meminfo", "proc/zoneinfo")
            .moving("proc/meminfo", "KernelStack", t -> 640 * t)
            .moving("proc/meminfo", "MemFree", t -> -640 * t)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals(640 * KIB * 3600, f.claim().growth().rate(), 0.02 * f.claim().growth().rate());
  }
}
