package io.memledger.collector.trace;

/** The events that were kept and lost, by CPU, as ARCHIVE-FORMAT section 7 has it. */
final class TraceLoss {
  private TraceLoss() {}

  /** A line for each CPU: number, entries, overrun, dropped. */
  static String of(TraceInstance instance, long cpus) {
    StringBuilder lines = new StringBuilder();
    for (int cpu = 0; cpu < cpus; cpu++) {
      String stats = instance.text("per_cpu/cpu" + cpu + "/stats");
      if (!stats.isEmpty()) {
        long entries = number(stats, "entries:") + number(stats, "read events:");
        lines.append(cpu).append(' ').append(entries).append(' ');
        lines.append(number(stats, "\noverrun:")).append(' ');
        lines.append(number(stats, "dropped events:")).append('\n');
      }
    }
    return lines.toString();
  }

  private static long number(String stats, String key) {
    int at = stats.indexOf(key);
    if (at < 0) {
      return 0;
    }
    String rest = stats.substring(at + key.length()).trim();
    int end = rest.indexOf('\n');
    return Long.parseLong(end < 0 ? rest : rest.substring(0, end).trim());
  }
}
