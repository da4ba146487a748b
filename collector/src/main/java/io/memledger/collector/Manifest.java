package io.memledger.collector;

import io.memledger.collector.archive.Json;
import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Stamp;
import io.memledger.collector.options.Options;
import io.memledger.collector.plan.Schedule;
import io.memledger.collector.plan.Target;
import io.memledger.collector.proc.Host;

/** The two JSON files of ARCHIVE-FORMAT section 8. */
final class Manifest {
  private Manifest() {}

  /** The manifest: the machine, what is captured of it and how often, and what is missing. */
  static String text(
      Options options, Machine machine, Schedule schedule, String version, long startedMs) {
    Host host = machine.host;
    Json json = new Json();
    json.field("format", "memledger-archive").field("version", 1);
    json.field("collector", "memledger-collector " + version);
    json.field("host", host.name).field("kernel", host.kernel).field("machine", host.machine);
    json.field("page_size", host.pageSize).field("clock_ticks", host.clockTicks);
    json.field("boot_id", host.bootId).field("started", Stamp.iso(startedMs));
    json.seconds("interval_seconds", options.intervalNanos());
    json.object("sources");
    for (Target target : machine.targets) {
      // Strides of a capture of unknown length grow to these; 0 is "once".
      long stride = schedule.stride(target.rate, Integer.MAX_VALUE);
      boolean once = stride == Integer.MAX_VALUE;
      json.seconds(pattern(target), once ? 0 : stride * options.intervalNanos());
    }
    json.end('}');
    json.list("redaction");
    if (!options.cmdline()) {
      json.element("proc/<pid>/cmdline");
    }
    for (String source : options.without) {
      json.element(source);
    }
    json.end(']');
    machine.unreadable.json(json, false);
    return json.field("privileges", Host.privileges()).text();
  }

  private static String pattern(Target target) {
    if (target.kind == Target.Kind.CGROUP_V1) {
      return "sys/fs/cgroup/memory/**/" + target.path;
    }
    return target.kind == Target.Kind.CGROUP_V2 ? "sys/fs/cgroup/**/" + target.path : target.path;
  }

  /** The footer; {@code snapshots} and {@code cpuNanos} include the runs that were appended to. */
  static String footer(
      EndReason reason,
      long finishedMs,
      long snapshots,
      Unreadable unreadable,
      long cpuNanos,
      long peakRssBytes,
      long readNanos) {
    Json json = new Json();
    json.field("finished", Stamp.iso(finishedMs)).field("reason", reason.word);
    json.field("snapshots", snapshots);
    unreadable.json(json, true);
    json.seconds("collector_cpu_seconds", cpuNanos);
    json.field("collector_peak_rss_bytes", peakRssBytes);
    return json.seconds("collector_read_seconds", readNanos).text();
  }

  /** A whole number in the footer of an earlier run; 0 if it is not there. */
  static long number(String footer, String key) {
    int at = footer == null ? -1 : footer.indexOf("\"" + key + "\": ");
    long value = 0;
    if (at >= 0) {
      for (int i = at + key.length() + 4; i < footer.length(); i++) {
        int digit = footer.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          break;
        }
        value = value * 10 + digit;
      }
    }
    return value;
  }
}
