package io.memledger.source;

import io.memledger.series.Metric;
import java.util.Map;

/**
 * /proc/sys/fs/{file-nr,dentry-state,inode-nr}: one line of numbers each
 * (Documentation/admin-guide/sysctl/fs.rst).
 */
final class FsCounters implements Source {
  private static final Map<String, Metric[]> COLUMNS =
      Map.of(
          "proc/sys/fs/file-nr", new Metric[] {Metric.FILES_OPEN, null, Metric.FILES_MAX},
          "proc/sys/fs/dentry-state",
              new Metric[] {
                Metric.DENTRIES, Metric.DENTRIES_UNUSED, null, null, Metric.DENTRIES_NEGATIVE
              },
          "proc/sys/fs/inode-nr", new Metric[] {Metric.INODES, Metric.INODES_UNUSED});

  @Override
  public boolean reads(String path) {
    return COLUMNS.containsKey(path);
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!text.nextLine()) {
      return;
    }
    for (Metric metric : COLUMNS.get(path)) {
      if (!text.nextWord()) {
        return;
      }
      if (metric == null) {
        continue;
      }
      if (text.numberIn(text.wordStart(), text.wordEnd()) && text.value() >= 0) {
        sink.put(metric, text.value());
      } else {
        sink.malformed(text.line());
      }
    }
  }
}
