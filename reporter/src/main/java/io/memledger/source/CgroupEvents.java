package io.memledger.source;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.Map;

/** memory.events and cgroup.stat of v2, memory.oom_control of v1: "name number" lines. */
final class CgroupEvents implements Source {
  private static final Map<String, Fields> FILES =
      Map.of(
          "memory.events",
              new Fields()
                  .want("oom_kill", Metric.CG_OOM_KILL)
                  .want("max", Metric.CG_MAX_EVENTS)
                  .want("high", Metric.CG_HIGH_EVENTS),
          "memory.oom_control", new Fields().want("oom_kill", Metric.CG_OOM_KILL),
          "cgroup.stat", new Fields().want("nr_dying_descendants", Metric.CG_DYING));

  /** Of the root it is the number of all that are dying. */
  private static final Fields ROOT =
      new Fields().want("nr_dying_descendants", Metric.DYING_DESCENDANTS);

  @Override
  public boolean reads(String path) {
    CgroupPath place = CgroupPath.of(path);
    return place != null && FILES.containsKey(place.file());
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    CgroupPath place = CgroupPath.of(path);
    if (place.group().equals("/") && place.file().equals("cgroup.stat")) {
      ROOT.read(text, sink);
      return;
    }
    sink.named(Subject.Kind.CGROUP, place.group(), 0);
    FILES.get(place.file()).read(text, sink);
  }
}
