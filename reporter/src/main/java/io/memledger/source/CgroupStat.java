package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;

/**
 * memory.stat of a cgroup, v1 and v2. v1 has the group alone and, as total_…, with all below it:
 * the totals are meant. Kernel memory of v2 is its key "kernel" (5.18), else the sum of its parts.
 */
final class CgroupStat implements Source {
  private static final Fields V2 =
      new Fields()
          .want("anon", Metric.CG_ANON)
          .want("file", Metric.CG_FILE)
          .want("sock", Metric.CG_SOCK)
          .want("shmem", Metric.CG_SHMEM)
          .want("slab_reclaimable", Metric.CG_SLAB_RECLAIMABLE)
          .want("slab_unreclaimable", Metric.CG_SLAB_UNRECLAIMABLE)
          .want("inactive_file", Metric.CG_INACTIVE_FILE);
  private static final Fields V1 =
      new Fields()
          .want("total_rss", Metric.CG_ANON)
          .want("total_cache", Metric.CG_FILE)
          .want("total_shmem", Metric.CG_SHMEM)
          .want("total_swap", Metric.CG_SWAP)
          .want("total_inactive_file", Metric.CG_INACTIVE_FILE);
  private static final WordTable KERNEL_PARTS =
      WordTable.of("kernel_stack", "pagetables", "sec_pagetables", "percpu", "vmalloc", "slab");

  @Override
  public boolean reads(String path) {
    CgroupPath place = CgroupPath.of(path);
    return place != null && place.file().equals("memory.stat");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    CgroupPath place = CgroupPath.of(path);
    sink.named(Subject.Kind.CGROUP, place.group(), 0);
    Fields fields = place.v1() ? V1 : V2;
    double kernel = Double.NaN;
    double parts = 0;
    boolean slab = false;
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int field = fields.find(text);
      if (field >= 0) {
        fields.put(field, text, sink, 1);
      } else if (!place.v1() && text.wordIs("kernel")) {
        kernel = text.nextNumber() ? text.value() : Double.NaN;
      } else if (!place.v1() && KERNEL_PARTS.find(text) >= 0) {
        slab |= text.wordIs("slab");
        parts += text.nextNumber() ? text.value() : 0;
      }
    }
    if (kernel >= 0) {
      sink.put(Metric.CG_KERNEL, kernel);
    } else if (slab) {
      sink.put(Metric.CG_KERNEL, parts);
    }
  }
}
