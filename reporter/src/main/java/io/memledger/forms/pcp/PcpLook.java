package io.memledger.forms.pcp;

import io.memledger.forms.LookText;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.SlabText;
import io.memledger.forms.When;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a PCP archive tells at one time; what it logs once is remembered for all looks. */
final class PcpLook implements PcpVolume.Sink {
  /** Groups of metrics that are logged together come within so many seconds of one another. */
  private static final double TOGETHER = 2;

  private static final String TOTAL = "MemTotal";

  private final PcpMeta meta;
  private final PcpLabel label;
  private final Looks into;
  private final PcpProcesses processes = new PcpProcesses();
  private final Map<String, double[]> caches = new LinkedHashMap<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private final Set<PcpMeta.Metric> seen = new java.util.HashSet<>();
  private final Set<String> refused = new TreeSet<>();
  private final Set<String> told = new TreeSet<>();
  private MeminfoText memory = new MeminfoText();
  private LookText files = new LookText();
  private final Map<String, StringBuilder> groups = new TreeMap<>();
  private final StringBuilder counters = new StringBuilder();
  private double begun = Double.NaN;
  private double last = Double.NaN;
  private double total = Double.NaN;

  PcpLook(PcpMeta meta, PcpLabel label, Looks into) {
    this.meta = meta;
    this.label = label;
    this.into = into;
  }

  @Override
  public void at(double time) {
    if (Double.isNaN(begun) || time - begun > TOGETHER || time < begun) {
      end();
      begun = time;
    }
    last = time;
    meta.at(time);
  }

  @Override
  public void refused(PcpMeta.Metric metric) {
    refused.add(metric.name());
  }

  @Override
  public void value(PcpMeta.Metric metric, int instance, double number, String text) {
    if (instance == -1 && !seen.add(metric)) {
      // The same metric again: the next look came within the time of this one.
      double time = last;
      end();
      begun = time;
      seen.add(metric);
    }
    String name = metric.name();
    told.add(name);
    String line = PcpNames.meminfo(name);
    String counter = PcpNames.vmstat(name);
    String process = PcpNames.process(name);
    if (line != null) {
      memory.kib(line, kib(metric, number));
      total = line.equals(TOTAL) ? kib(metric, number) : total;
    } else if (counter != null) {
      counters.append(counter).append(' ').append((long) number).append('\n');
    } else if (process != null) {
      boolean size = metric.units() >>> 28 == 1;
      String of = meta.instance(metric, instance);
      processes.put(instance, of, process, size ? kib(metric, number) : number, text);
    } else if (name.equals(PcpNames.RELEASE)) {
      into.kernel(text);
    } else {
      other(metric, meta.instance(metric, instance), number);
    }
  }

  private void other(PcpMeta.Metric metric, String instance, double number) {
    String name = metric.name();
    if (name.startsWith(PcpNames.SLAB_ROOM) && instance != null) {
      double[] of = caches.computeIfAbsent(instance, c -> new double[] {0, 0, Double.NaN});
      of[name.endsWith("active") ? 0 : name.endsWith("objects.total") ? 1 : 2] =
          name.endsWith("total_size") ? kib(metric, number) * 1024 : number;
    } else if (name.startsWith("cgroup.") && instance != null && isPath(instance)) {
      boolean current = name.equals(PcpNames.CGROUP_CURRENT);
      String field = current ? "" : name.substring(PcpNames.CGROUP_STAT.length()) + " ";
      String folder = instance.equals("/") ? "/" : instance + "/";
      if (number >= 0 && field.indexOf('.') < 0) {
        groups
            .computeIfAbsent(
                "sys/fs/cgroup" + folder + (current ? "memory.current" : "memory.stat"),
                p -> new StringBuilder())
            .append(field)
            .append((long) number)
            .append('\n');
      }
    } else {
      numbers.put(name, number);
    }
  }

  private static boolean isPath(String instance) {
    return instance.startsWith("/") && !instance.contains("..") && instance.length() < 1_000;
  }

  /** KiB of a size in the unit that the metadata tells. */
  private static double kib(PcpMeta.Metric metric, double number) {
    int scale = metric.units() >>> 16 & 0xf;
    return number * Math.pow(1024, scale - 1.0);
  }

  /** Hands over what was gathered. */
  void end() {
    seen.clear();
    if (Double.isNaN(begun)) {
      return;
    }
    if (memory.has("MemFree") && !memory.has(TOTAL)) {
      memory.kib(TOTAL, total);
    }
    numbers("proc/sys/fs/dentry-state", "vfs.dentry.count", "vfs.dentry.free");
    numbers("proc/sys/fs/inode-nr", "vfs.inodes.count", "vfs.inodes.free");
    numbers("proc/sys/fs/file-nr", "vfs.files.count", "vfs.files.free", "vfs.files.max");
    SlabText slabs = new SlabText();
    caches.forEach((name, of) -> slabs.bytes(name, (long) of[0], (long) of[1], of[2]));
    boolean host = memory.has("MemFree");
    if (host || processes.hasLook() || !slabs.isEmpty() || !groups.isEmpty()) {
      When when = label.moment(Math.round(begun * 1000));
      into.at(when);
      if (host) {
        memory.give(Origin.PCP, into);
      }
      give(slabs);
    }
    memory = new MeminfoText();
    files = new LookText();
    counters.setLength(0);
    groups.clear();
    caches.clear();
    numbers.clear();
    processes.clear();
    begun = Double.NaN;
  }

  private void give(SlabText slabs) {
    slabs.give(Origin.PCP, into);
    processes.give(into);
    groups.forEach((path, text) -> into.put(Origin.PCP, path, text));
    if (counters.length() > 0) {
      into.put(Origin.PCP, "proc/vmstat", counters);
    }
    if (numbers.containsKey(PcpNames.UPTIME)) {
      double up = numbers.get(PcpNames.UPTIME);
      into.put(Origin.PCP, "proc/uptime", String.format(Locale.ROOT, "%.2f 0.00\n", up));
    }
    files.put(Origin.PCP, into);
  }

  private void numbers(String path, String... names) {
    StringBuilder line = new StringBuilder();
    for (String name : names) {
      if (!numbers.containsKey(name)) {
        return;
      }
      line.append(Math.max(0, numbers.get(name).longValue())).append(' ');
    }
    files.add(path, line);
  }

  /** Metrics that the recorder was never allowed to read. */
  Set<String> refused() {
    Set<String> never = new TreeSet<>(refused);
    never.removeAll(told);
    return never;
  }

  boolean hasSomeProcesses() {
    return processes.isPart() || told.stream().anyMatch(PcpNames::isOfSome);
  }
}
