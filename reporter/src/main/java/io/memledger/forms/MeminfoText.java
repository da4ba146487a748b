package io.memledger.forms;

import io.memledger.series.Warning;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a tool tells of the host, as lines of /proc/meminfo; what it does not tell has no line. */
public final class MeminfoText {
  /** KiB by name. */
  private final Map<String, Double> lines = new LinkedHashMap<>();

  /** A line; a number that is none, or below nothing, is not told. */
  public MeminfoText kib(String name, double kib) {
    if (kib >= 0 && kib < 1e15) {
      lines.put(name, kib);
    }
    return this;
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Whether a line is told. */
  public boolean has(String name) {
    return lines.containsKey(name);
  }

  /** KiB of a line; NaN where it is not told. */
  public double get(String name) {
    return lines.getOrDefault(name, Double.NaN);
  }

  /** Puts it into the look that was begun; where MemAvailable is not told it is estimated. */
  public void give(Origin origin, Looks into) {
    if (!has("Slab")) {
      kib("Slab", get("SReclaimable") + get("SUnreclaim"));
    }
    boolean parts = has("MemFree") && has("Cached");
    if (parts && !has("MemAvailable")) {
      double buffers = lines.getOrDefault("Buffers", 0.0);
      // Pages of tmpfs are in Cached, and nobody gets them back.
      double cache = Math.max(0, get("Cached") - lines.getOrDefault("Shmem", 0.0));
      kib("MemAvailable", get("MemFree") + cache + buffers);
      into.warn(Warning.of(Warning.Kind.AVAILABLE_ESTIMATED));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (name, kib) -> {
          boolean count = name.startsWith("HugePages_");
          text.append(name).append(": ").append(Math.round(kib)).append(count ? "\n" : " kB\n");
        });
    into.put(origin, "proc/meminfo", text);
  }
}
