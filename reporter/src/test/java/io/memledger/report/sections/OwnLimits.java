package io.memledger.report.sections;

import io.memledger.engine.Analysis;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;

/** Leaks that meet an end of their own before the host's memory does. */
public final class OwnLimits {
  private static final Subject JAVA = Scene.process("java", 4711);

  private OwnLimits() {}

  /** A mebibyte a second into a tmpfs of 300 MiB. */
  public static Analysis spool() {
    Subject mount = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");
    return Scenes.tmpfs(Scene.seconds(90))
        .of(Metric.MOUNT_SIZE, mount, t -> 300 * Scene.MIB)
        .analyse();
  }

  /** A heap of 2 GiB that was reserved before it filled. */
  public static Analysis reserved() {
    return Scene.seconds(90)
        .heap(JAVA, 30 * Scene.MIB, t -> 8 * Scene.MIB * t, 50 * Scene.KIB)
        .of(Metric.PROC_VSIZE, JAVA, t -> 2 * Scene.GIB)
        .analyse();
  }
}
