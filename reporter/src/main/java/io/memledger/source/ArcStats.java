package io.memledger.source;

import io.memledger.series.Metric;

/** /proc/spl/kstat/zfs/arcstats: "name type data"; sizes in bytes. */
final class ArcStats implements Source {
  private static final Fields FIELDS =
      new Fields()
          .want("size", Metric.ARC_SIZE)
          .want("c", Metric.ARC_TARGET)
          .want("c_min", Metric.ARC_MIN)
          .want("c_max", Metric.ARC_MAX);

  @Override
  public boolean reads(String path) {
    return path.equals("proc/spl/kstat/zfs/arcstats");
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int field = FIELDS.find(text);
      if (field >= 0 && text.nextWord()) {
        FIELDS.put(field, text, sink, 1);
      }
    }
  }
}
