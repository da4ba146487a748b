package io.memledger.forms.sysstat;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What sar tells of memory at each time, gathered from all its sections. kbmemused has three
 * meanings by version and is not read: MemTotal is what committed memory is a percentage of, less
 * swap.
 */
final class SarSamples {
  /** Half a year at 10 s; a file of more is no day of sar. */
  private static final int MOST = 2_000_000;

  private static final String SWAP_USED = "swap used";
  private static final String SHARE = "committed, per cent";
  private static final String USED = "memory used";
  private static final String USED_SHARE = "memory used, per cent";

  /** Of less than this share two decimals tell the whole no better than to a hundredth. */
  private static final double LEAST_SHARE = 0.5;

  /** Fields of meminfo by the names of sar and of sadf -j and -x. */
  private static final Map<String, String> FIELDS = new HashMap<>();

  static {
    field("memfree", "MemFree");
    field("avail", "MemAvailable");
    field("buffers", "Buffers");
    field("cached", "Cached");
    field("commit", "Committed_AS");
    field("active", "Active");
    field("inact", "Inactive");
    field("inactive", "Inactive");
    field("dirty", "Dirty");
    field("anonpg", "AnonPages");
    field("slab", "Slab");
    field("kstack", "KernelStack");
    field("pgtbl", "PageTables");
    field("vmused", "VmallocUsed");
    field("shmem", "Shmem");
    field("shared", "Shmem");
    field("swpfree", "SwapFree");
    field("swpused", SWAP_USED);
    field("swpcad", "SwapCached");
    FIELDS.put("%commit", SHARE);
    FIELDS.put("commit-percent", SHARE);
    field("memused", USED);
    FIELDS.put("%memused", USED_SHARE);
    FIELDS.put("memused-percent", USED_SHARE);
  }

  private final TreeMap<Long, Map<String, Double>> samples = new TreeMap<>();
  private final Map<Long, When> times = new HashMap<>();
  private final List<Long> restarts = new ArrayList<>();

  private static void field(String name, String of) {
    FIELDS.put(name, of);
    FIELDS.put("kb" + name, of);
  }

  static boolean knows(String column) {
    return FIELDS.containsKey(column);
  }

  /** A number of a column that {@link #knows} it. */
  void put(When when, String column, double value) {
    put(when.millis(), when, column, value);
  }

  /**
   * A number of a column that {@link #knows} it.
   *
   * @param place by which samples are put in order
   */
  void put(long place, When when, String column, double value) {
    if (Double.isNaN(value) || value < 0 || samples.size() >= MOST) {
      return;
    }
    times.putIfAbsent(place, when);
    samples.computeIfAbsent(place, t -> new HashMap<>()).put(FIELDS.get(column), value);
  }

  /** The machine began anew: its memory may be another. */
  void restart(long millis) {
    restarts.add(millis);
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  /** Hands over all looks in the order of time. */
  void give(Origin origin, Looks into) {
    restarts.sort(null);
    long from = Long.MIN_VALUE;
    for (int i = 0; i <= restarts.size(); i++) {
      long to = i < restarts.size() ? restarts.get(i) : Long.MAX_VALUE;
      if (to > from) {
        give(samples.subMap(from, true, to, false), origin, into);
      }
      from = to;
    }
  }

  private void give(Map<Long, Map<String, Double>> boot, Origin origin, Looks into) {
    double total = total(boot);
    boot.forEach(
        (time, fields) -> {
          Double free = fields.get("MemFree");
          if (free == null) {
            return;
          }
          StringBuilder text = new StringBuilder();
          if (total > 0) {
            line(text, "MemTotal", total);
            into.warn(Warning.of(Warning.Kind.TOTAL_ESTIMATED));
          }
          FIELDS.values().stream()
              .distinct()
              .filter(name -> fields.containsKey(name) && name.indexOf(' ') < 0)
              .sorted()
              .forEach(name -> line(text, name, fields.get(name)));
          if (!fields.containsKey("MemAvailable")
              && fields.containsKey("Buffers")
              && fields.containsKey("Cached")) {
            into.warn(Warning.of(Warning.Kind.AVAILABLE_ESTIMATED));
            line(text, "MemAvailable", free + fields.get("Buffers") + fields.get("Cached"));
          }
          if (fields.containsKey("SwapFree") && fields.containsKey(SWAP_USED)) {
            line(text, "SwapTotal", fields.get("SwapFree") + fields.get(SWAP_USED));
          }
          into.at(times.get(time));
          into.put(origin, "proc/meminfo", text);
        });
  }

  private static void line(StringBuilder text, String name, double kib) {
    text.append(name).append(": ").append(Math.round(kib)).append(" kB\n");
  }

  /**
   * KiB; NaN where it cannot be told. What is committed is a percentage of memory and swap; what is
   * used, whatever a version means by it, one of memory. The median of what rounding leaves.
   */
  private static double total(Map<Long, Map<String, Double>> boot) {
    double[] committed = wholes(boot, "Committed_AS", SHARE, true);
    double[] all = committed.length > 0 ? committed : wholes(boot, USED, USED_SHARE, false);
    return all.length == 0 ? Double.NaN : all[all.length / 2];
  }

  private static double[] wholes(
      Map<Long, Map<String, Double>> boot, String of, String share, boolean swap) {
    return boot.values().stream()
        .filter(one -> one.getOrDefault(share, 0.0) > LEAST_SHARE && one.containsKey(of))
        .filter(one -> !swap || one.containsKey("SwapFree") && one.containsKey(SWAP_USED))
        .mapToDouble(
            one ->
                one.get(of) * 100 / one.get(share)
                    - (swap ? one.get("SwapFree") + one.get(SWAP_USED) : 0))
        .sorted()
        .toArray();
  }
}
