package io.memledger.forms.prometheus;

import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.SlabText;
import io.memledger.forms.When;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Samples of node_exporter and of cAdvisor at one time, as the files that those exporters read. */
final class PromLook {
  private static final String MEMORY = "node_memory_";
  private static final String BYTES = "_bytes";
  private static final String VMSTAT = "node_vmstat_";
  private static final String SOCKETS = "node_sockstat_";
  private static final String SLAB = "node_slabinfo_";
  private static final String PRESSURE = "node_pressure_";
  private static final String OFFSET = "node_time_zone_offset_seconds";
  private static final String CONTAINER = "container_";

  private static final double PAGE = 4096;

  /** Names of lines of meminfo by those of metrics: one text for all looks. */
  private final Map<String, String> lines;

  private final MeminfoText memory = new MeminfoText();
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, StringBuilder> files = new TreeMap<>();
  private final Map<String, Map<String, Double>> caches = new LinkedHashMap<>();
  private final PromContainers containers = new PromContainers();

  PromLook(Map<String, String> lines) {
    this.lines = lines;
  }

  /** Whether a metric is of memory. */
  static boolean isWanted(String name) {
    return name.startsWith(MEMORY) && !name.startsWith("node_memory_numa_")
        || name.startsWith(VMSTAT)
        || name.startsWith(SOCKETS)
        || name.startsWith(SLAB)
        || name.startsWith(PRESSURE)
        || name.startsWith(CONTAINER) && PromContainers.isWanted(name)
        || name.equals("machine_memory_bytes")
        || name.equals("node_time_seconds")
        || name.equals("node_boot_time_seconds")
        || name.equals(OFFSET)
        || name.equals("node_filefd_allocated")
        || name.equals("node_filefd_maximum");
  }

  void put(String name, Map<String, String> labels, double value) {
    if (name.startsWith(MEMORY)) {
      memory(name, value);
    } else if (name.startsWith(VMSTAT)) {
      line("proc/vmstat", name.substring(VMSTAT.length()), value);
    } else if (name.startsWith(SLAB)) {
      caches
          .computeIfAbsent(labels.getOrDefault("slab", ""), s -> new HashMap<>())
          .put(name.substring(SLAB.length()), value);
    } else if (name.startsWith(PRESSURE)) {
      pressure(name.substring(PRESSURE.length()), value);
    } else if (name.startsWith(CONTAINER)) {
      containers.put(name, labels, value);
    } else if (name.equals("machine_memory_bytes")) {
      memory.kib("MemTotal", value / 1024);
    } else {
      numbers.put(name, value);
    }
  }

  private void memory(String metric, double value) {
    String line = lines.computeIfAbsent(metric, PromLook::meminfo);
    if (!line.isEmpty()) {
      memory.kib(line, metric.endsWith(BYTES) ? value / 1024 : value);
    }
  }

  /** Name in /proc/meminfo; empty if it is not from there. */
  private static String meminfo(String metric) {
    String field = metric.substring(MEMORY.length());
    if (field.isEmpty() || !Character.isUpperCase(field.charAt(0))) {
      // Those of other systems are written small.
      return "";
    }
    if (!field.endsWith(BYTES)) {
      return field;
    }
    String name = field.substring(0, field.length() - BYTES.length());
    int split = name.endsWith("_anon") || name.endsWith("_file") ? name.length() - 5 : -1;
    return split < 0 ? name : name.substring(0, split) + "(" + name.substring(split + 1) + ")";
  }

  private void line(String path, String name, double value) {
    if (value >= 0 && value < 1e18) {
      files
          .computeIfAbsent(path, p -> new StringBuilder())
          .append(name)
          .append(' ')
          .append((long) value)
          .append('\n');
    }
  }

  /** Seconds here, microseconds in the file. */
  private void pressure(String name, double value) {
    String kind =
        name.endsWith("_waiting_seconds_total")
            ? "some"
            : name.endsWith("_stalled_seconds_total") ? "full" : null;
    String of = name.substring(0, Math.max(0, name.indexOf('_')));
    if (kind != null && (of.equals("memory") || of.equals("io") || of.equals("cpu"))) {
      files
          .computeIfAbsent("proc/pressure/" + of, p -> new StringBuilder())
          .append(kind)
          .append(" avg10=0.00 avg60=0.00 avg300=0.00 total=")
          .append(Math.round(value * 1e6))
          .append('\n');
    }
  }

  /** Seconds since 1970 that the exporter tells; NaN where it does not. */
  double time() {
    return numbers.getOrDefault("node_time_seconds", Double.NaN);
  }

  /** A moment, with the offset of the machine's clock if that is told. */
  When moment(long millis) {
    double offset = numbers.getOrDefault(OFFSET, Double.NaN);
    return Math.abs(offset) <= 14 * 3600
        ? When.instant(millis + Math.round(offset * 1000), (int) Math.round(offset))
        : When.instant(millis);
  }

  boolean isEmpty() {
    return memory.isEmpty() && caches.isEmpty() && containers.isEmpty();
  }

  void give(When when, Looks into) {
    into.at(when);
    if (!memory.isEmpty()) {
      memory.give(Origin.PROMETHEUS, into);
    }
    double boot = numbers.getOrDefault("node_boot_time_seconds", Double.NaN);
    double up = (Double.isNaN(time()) ? when.millis() / 1e3 : time()) - boot;
    if (up > 0 && up < 1e10) {
      into.put(Origin.PROMETHEUS, "proc/uptime", String.format(Locale.ROOT, "%.2f 0.00\n", up));
    }
    files();
    files.forEach((path, text) -> into.put(Origin.PROMETHEUS, path, text));
    SlabText slabs = new SlabText();
    caches.forEach((name, of) -> cache(name, of, slabs));
    slabs.give(Origin.PROMETHEUS, into);
    containers.give(into);
  }

  private void files() {
    Map<String, StringBuilder> protocols = new TreeMap<>();
    numbers.forEach(
        (name, value) -> {
          int split = name.indexOf('_', SOCKETS.length());
          if (name.startsWith(SOCKETS) && split > 0 && !name.endsWith(BYTES) && value >= 0) {
            protocols
                .computeIfAbsent(name.substring(SOCKETS.length(), split), p -> new StringBuilder())
                .append(' ')
                .append(name.substring(split + 1))
                .append(' ')
                .append(value.longValue());
          }
        });
    protocols.forEach(
        (protocol, fields) ->
            files
                .computeIfAbsent("proc/net/sockstat", p -> new StringBuilder())
                .append(protocol)
                .append(':')
                .append(fields)
                .append('\n'));
    double open = numbers.getOrDefault("node_filefd_allocated", -1.0);
    double most = numbers.getOrDefault("node_filefd_maximum", -1.0);
    if (open >= 0 && most >= 0) {
      files.put("proc/sys/fs/file-nr", new StringBuilder((long) open + " 0 " + (long) most + "\n"));
    }
  }

  private static void cache(String name, Map<String, Double> of, SlabText slabs) {
    double objects = of.getOrDefault("objects", -1.0);
    double each = of.getOrDefault("objects_per_slab", 0.0);
    double pages = of.getOrDefault("pages_per_slab", -1.0);
    if (objects >= 0 && each > 0 && pages > 0) {
      long active = of.getOrDefault("active_objects", objects).longValue();
      slabs.bytes(name, active, (long) objects, Math.ceil(objects / each) * pages * PAGE);
    }
  }
}
