package io.memledger.rules.kernel;

import io.memledger.rules.Steps;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;

/** Who holds BPF maps and message queues. */
final class Holders {
  /** Maps in vmalloc: arrays, hashes and all the rest. */
  static final Held BPF_VMALLOC = bpf(false);

  static final Held BPF_PERCPU = bpf(true);

  static final Held QUEUES =
      new Held(
          Metric.MSG_BYTES,
          Subject.Kind.MSG_QUEUE,
          Label.MAKER,
          (recording, queue) -> true,
          "queues",
          "proc/sysvipc/msg",
          (recording, queue) -> "queue " + queue.id(),
          queue -> List.of(Steps.of("step.queues", "ipcs -q -p")));

  private Holders() {}

  private static Held bpf(boolean perCpu) {
    return new Held(
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
        map -> List.of(Steps.of("step.bpf-map", "bpftool map show id " + map.id())));
  }

  private static boolean isPerCpu(Recording recording, Subject map) {
    return recording.label(map, Label.MAP_TYPE).map(BpfTypes::isPerCpu).orElse(false);
  }
}
