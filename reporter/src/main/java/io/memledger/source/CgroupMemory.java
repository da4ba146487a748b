package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.Map;

/**
 * Files of a memory cgroup that hold one number: memory.current and its like of v2,
 * memory.usage_in_bytes and its like of v1 (Documentation/admin-guide/cgroup-v2.rst).
 */
final class CgroupMemory implements Source {
  /** "max" of v2; v1 prints 2^63 - 1, that rounded down to pages, or 2^64 - 1. */
  private static final long UNLIMITED = 1L << 62;

  /** v1 on 32 bits: the largest page count. */
  private static final long UNLIMITED_32 = 8_796_093_018_112L;

  private static final String V1_USAGE = "memory.usage_in_bytes";

  private static final Map<String, Metric> FILES =
      Map.of(
          "memory.current",
          Metric.CG_CURRENT,
          "memory.max",
          Metric.CG_LIMIT,
          "memory.high",
          Metric.CG_HIGH,
          "memory.swap.current",
          Metric.CG_SWAP,
          V1_USAGE,
          Metric.CG_CURRENT,
          "memory.limit_in_bytes",
          Metric.CG_LIMIT,
          "memory.kmem.usage_in_bytes",
          Metric.CG_KERNEL,
          "memory.kmem.tcp.usage_in_bytes",
          Metric.CG_SOCK,
          "memory.failcnt",
          Metric.CG_MAX_EVENTS);

  @Override
  public boolean reads(String path) {
    CgroupPath place = CgroupPath.of(path);
    return place != null && FILES.containsKey(place.file());
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    CgroupPath place = CgroupPath.of(path);
    if (!text.nextLine()) {
      return;
    }
    Metric metric = FILES.get(place.file());
    boolean limit = metric == Metric.CG_LIMIT || metric == Metric.CG_HIGH;
    if (!text.nextNumber()) {
      if (!limit || !(text.wordIs("max") || text.wordStarts("18446744073709"))) {
        sink.malformed(text.line());
      }
      return;
    }
    if (limit && (text.value() >= UNLIMITED || text.value() == UNLIMITED_32)) {
      return;
    }
    if (text.value() < 0) {
      // -1 is how the oldest kernels take "no limit"
      if (!limit) {
        sink.malformed(text.line());
      }
      return;
    }
    sink.named(Subject.Kind.CGROUP, place.group(), 0);
    sink.put(metric, text.value());
    if (place.file().equals(V1_USAGE)) {
      sink.host();
      sink.put(Metric.CGROUP_FOLDERS, 1);
    }
  }
}
