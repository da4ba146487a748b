package io.memledger.rules.kernel.shmem;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class ShmemOutsideTmpfsTest {
  private static final ShmemOutsideTmpfs RULE = new ShmemOutsideTmpfs();
  private static final Subject SHM = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");

  private static Scene mounts(double used) {
    return Scene.seconds(90).line(Metric.SHMEM, t -> 2 * GIB).of(Metric.MOUNT_USED, SHM, t -> used);
  }

  @Test
  void rulesTmpfsOutAndNamesWhoMapsMost() {
    Finding f = Asked.one(RULE, mounts(2 * MIB).recording(), Status.NOTICE);
    assertEquals("shmem-outside-tmpfs.headline.notice", f.words().headline().key());
    assertEquals(2 * MIB, Asked.evidence(f, "tmpfs-used"));
    Scene mapped = mounts(2 * MIB).of(Metric.PROC_RSS_SHMEM, Scene.process("Xorg", 7), t -> GIB);
    assertEquals(
        "shmem-outside-tmpfs.headline.notice.holder",
        Asked.one(RULE, mapped.recording(), Status.NOTICE).words().headline().key());
  }

  @Test
  void hasNothingToSayOfFilesInTmpfsOrWithoutMounts() {
    Asked.one(RULE, mounts(2 * GIB).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.seconds(90).line(Metric.SHMEM, t -> GIB).recording(), Status.CLEARED);
  }
}
