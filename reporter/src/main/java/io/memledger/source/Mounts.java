package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * derived/mounts: "total used inodes_used fstype mountpoint" in bytes (ARCHIVE-FORMAT 6); a total
 * of 0 is a file system without a limit.
 */
final class Mounts implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("derived/mounts");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      boolean sized = text.numberIn(text.wordStart(), text.wordEnd()) && text.value() > 0;
      long size = sized ? text.value() : 0;
      if (!text.nextNumber() || text.value() < 0) {
        sink.malformed(text.line());
        continue;
      }
      long used = text.value();
      if (!text.skipWords(2)) {
        sink.malformed(text.line());
        continue;
      }
      String mountPoint = text.rest();
      if (mountPoint.isEmpty()) {
        sink.malformed(text.line());
        continue;
      }
      sink.named(Subject.Kind.TMPFS_MOUNT, mountPoint, 0);
      sink.put(Metric.MOUNT_USED, used);
      if (sized) {
        sink.put(Metric.MOUNT_SIZE, size);
      }
    }
  }
}
