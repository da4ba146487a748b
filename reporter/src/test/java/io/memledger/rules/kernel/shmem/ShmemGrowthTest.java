package io.memledger.rules.kernel.shmem;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class ShmemGrowthTest {
  private static final ShmemGrowth RULE = new ShmemGrowth();

  @Test
  void namesMountSegmentAndProcess() {
    Finding tmpfs =
        Asked.one(RULE, Scenes.tmpfs(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals("/dev/shm", tmpfs.claim().culprit().subject().name());
    Finding memfd =
        Asked.one(RULE, Scenes.memfd(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, memfd.claim().culprit().subject());
    Subject segment = new Subject(Subject.Kind.SHM_SEGMENT, "0", 17, 0);
    Scene scene =
        Scene.seconds(90)
            .line(Metric.SHMEM, t -> MIB * t)
            .of(Metric.SHM_RSS, segment, t -> MIB * t);
    Finding sysv = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(segment, sysv.claim().culprit().subject());
  }

  @Test
  void namesAMountBesideOthersThatComeAndGo() {
    Subject mount = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");
    Scene scene =
        Scene.seconds(90)
            .line(Metric.SHMEM, t -> 400 * MIB + MIB * t + 300 * MIB * Math.cos(t / 3))
            .of(Metric.MOUNT_USED, mount, t -> MIB * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(mount, f.claim().culprit().subject());
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_SHMEM);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheMountOfARealCapture() {
    Finding f = Asked.one(RULE, Captures.of("kernel-lines"), Status.SUSPECTED_LEAK);
    assertEquals("/dev/shm", f.claim().culprit().subject().name());
    assertEquals(1000 * KIB * 3600, f.claim().growth().rate(), 0.1 * f.claim().growth().rate());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
