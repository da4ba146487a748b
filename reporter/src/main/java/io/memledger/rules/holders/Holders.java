package io.memledger.rules.holders;

import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;

/** Who holds BPF maps and message queues. */
public final class Holders {
  /** Maps in vmalloc: arrays, hashes and all the rest. */
  public static final HeldThings BPF_VMALLOC = bpf(false);

  public static final HeldThings BPF_PERCPU = bpf(true);

  public static final HeldThings QUEUES =
      new HeldThings(
          Metric.MSG_BYTES,
          Subject.Kind.MSG_QUEUE,
          Label.MAKER,
          (recording, queue) -> true,
          "queues",
          "proc/sysvipc/msg",
          (recording, queue) -> "queue " + queue.id(),
          queue -> List.of(NextSteps.of("step.queues", "ipcs -q -p")));

  private Holders() {}

  private static HeldThings bpf(boolean perCpu) {
    return new HeldThings(
        Metric.BPF_MEMLOCK,
        Subject.Kind.BPF_MAP,
        Label.HOLDERS,
        (recording, map) -> isPerCpu(recording, map) == perCpu,
        "bpf-maps",
        "derived/bpf",
        (recording, map) ->
            "BPF map "
                + map.id()
                + recording
                    .label(map, Label.MAP_TYPE)
                    .map(type -> " (" + BpfTypes.name(type) + ")")
                    .orElse(""),
        map -> List.of(NextSteps.of("step.bpf-map", "bpftool map show id " + map.id())));
  }

  private static boolean isPerCpu(Recording recording, Subject map) {
    return recording.label(map, Label.MAP_TYPE).map(BpfTypes::isPerCpu).orElse(false);
  }
}
