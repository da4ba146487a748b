package io.memledger.rules;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;

import io.memledger.ledger.Partition;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Subject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * The lines of a scene's host: quiet by themselves, true to each other whatever is laid on them.
 */
final class SceneHost {
  static final double TOTAL = 24 * GIB;
  private static final double STIR = 0.05;

  /** Lines that MemAvailable counts as available when they grow. */
  private static final List<Metric> CACHE = List.of(Metric.INACTIVE_FILE, Metric.S_RECLAIMABLE);

  private final double[] times;
  private final Map<Metric, double[]> host = new EnumMap<>(Metric.class);

  SceneHost(double[] times) {
    this.times = times;
    base(Metric.MEM_TOTAL, TOTAL);
    base(Metric.MEM_FREE, 16 * GIB);
    base(Metric.ACTIVE_ANON, 2 * GIB);
    base(Metric.ANON_PAGES, 2 * GIB - 40 * MIB);
    base(Metric.INACTIVE_ANON, 0);
    base(Metric.SHMEM, 40 * MIB);
    base(Metric.ACTIVE_FILE, 1 * GIB);
    base(Metric.INACTIVE_FILE, 4 * GIB);
    base(Metric.UNEVICTABLE, 0);
    base(Metric.S_RECLAIMABLE, 300 * MIB);
    base(Metric.K_RECLAIMABLE, 300 * MIB);
    base(Metric.S_UNRECLAIM, 200 * MIB);
    base(Metric.SLAB, 500 * MIB);
    base(Metric.KERNEL_STACK, 8 * MIB);
    base(Metric.PAGE_TABLES, 20 * MIB);
    base(Metric.VMALLOC_USED, 30 * MIB);
    base(Metric.PERCPU, 10 * MIB);
    base(Metric.HUGETLB, 0);
    base(Metric.PCP_FREE, 6 * MIB);
    base(Metric.WATERMARK_LOW, 40 * MIB);
    base(Metric.SWAP_TOTAL, 0);
    base(Metric.SWAP_FREE, 0);
    base(Metric.FILES_OPEN, 3000);
    for (Metric counter :
        List.of(
            Metric.PGSCAN,
            Metric.PGSTEAL,
            Metric.ALLOCSTALL,
            Metric.SLABS_SCANNED,
            Metric.PSWPIN,
            Metric.PSWPOUT,
            Metric.OOM_KILL,
            Metric.WORKINGSET_REFAULT,
            Metric.PSI_MEMORY_SOME,
            Metric.PSI_MEMORY_FULL)) {
      base(counter, 0);
    }
    base(Metric.BUFFERS, 0);
    base(Metric.FILES_MAX, 2_400_000);
    events(Metric.PGPGIN, t -> 40);
    events(Metric.PGPGOUT, t -> 120);
    events(Metric.INTERRUPTS, t -> 900);
    events(Metric.CONTEXT_SWITCHES, t -> 2200);
  }

  /** Values by time; those of a metric may be taken out. */
  Map<Metric, double[]> values() {
    return host;
  }

  /** Noise of an idle machine: a process more or less, a file read. */
  void stir(Random random) {
    noise(random, Metric.ANON_PAGES, 0.4 * MIB);
    noise(random, Metric.INACTIVE_FILE, 1 * MIB);
    noise(random, Metric.S_UNRECLAIM, 0.05 * MIB);
  }

  /** Bytes that a line takes on top of its base, off the free list. */
  void line(Metric metric, DoubleUnaryOperator bytes) {
    for (int i = 0; i < times.length; i++) {
      double more = Math.rint(bytes.applyAsDouble(times[i]) / 4096) * 4096;
      host.get(metric)[i] += more;
      host.get(Metric.MEM_FREE)[i] -= more;
      if (metric == Metric.ANON_PAGES || metric == Metric.SHMEM) {
        host.get(Metric.ACTIVE_ANON)[i] += more;
      } else if (metric == Metric.S_RECLAIMABLE) {
        host.get(Metric.K_RECLAIMABLE)[i] += more;
        host.get(Metric.SLAB)[i] += more;
      } else if (metric == Metric.S_UNRECLAIM) {
        host.get(Metric.SLAB)[i] += more;
      } else if (metric == Metric.KERNEL_STACK) {
        host.get(Metric.VMALLOC_USED)[i] += more;
      }
    }
  }

  void hidden(DoubleUnaryOperator bytes) {
    for (int i = 0; i < times.length; i++) {
      host.get(Metric.MEM_FREE)[i] -= bytes.applyAsDouble(times[i]);
    }
  }

  void set(Metric metric, DoubleUnaryOperator value) {
    double[] values = new double[times.length];
    Arrays.setAll(values, i -> value.applyAsDouble(times[i]));
    host.put(metric, values);
  }

  void events(Metric counter, DoubleUnaryOperator perSecond) {
    // A stream of its own: what is random elsewhere in a scene stays as it is.
    Random stir = new Random(counter.ordinal());
    double[] values = new double[times.length];
    for (int i = 1; i < times.length; i++) {
      double seconds = times[i] - times[i - 1];
      double pace = perSecond.applyAsDouble(times[i]) * (1 + STIR * stir.nextGaussian());
      values[i] = values[i - 1] + Math.max(0, pace) * seconds;
    }
    host.put(counter, values);
  }

  /**
   * What is made of other lines: available and used memory, the ledger, sums.
   *
   * @param uptime seconds at the begin
   * @param rss of processes and others
   */
  void derive(double uptime, Map<Subject, double[]> rss) {
    if (!host.containsKey(Metric.MEM_FREE)) {
      return;
    }
    set(Metric.UPTIME, t -> uptime + t);
    int n = times.length;
    double[] available = new double[n];
    double[] used = new double[n];
    double[] yields = new double[n];
    Map<Category, double[]> lines = new EnumMap<>(Category.class);
    for (Category c : Category.values()) {
      lines.put(c, new double[n]);
    }
    for (int i = 0; i < n; i++) {
      double[] now = at(i);
      available[i] = now[Metric.MEM_FREE.ordinal()] + now[Metric.ACTIVE_FILE.ordinal()];
      for (Metric cache : CACHE) {
        available[i] += now[cache.ordinal()];
      }
      double most = now[Metric.ARC_MAX.ordinal()];
      double held = Math.min(now[Metric.ARC_SIZE.ordinal()], most > 0 ? most : TOTAL);
      yields[i] = Math.max(0, held - or0(now[Metric.ARC_MIN.ordinal()]));
      used[i] = TOTAL - available[i] - or0(now[Metric.PCP_FREE.ordinal()]) - or0(yields[i]);
      double[] split = Partition.lines(now, true);
      for (Category c : Category.values()) {
        lines.get(c)[i] = split[c.ordinal()];
      }
    }
    deriveSums(rss);
    host.put(Metric.AVAILABLE, available);
    host.put(Metric.MEM_AVAILABLE, available);
    host.put(Metric.USED, used);
    if (host.containsKey(Metric.ARC_SIZE)) {
      host.put(Metric.ARC_YIELDS, yields);
    }
    lines.forEach(
        (c, v) -> {
          if (Arrays.stream(v).noneMatch(Double::isNaN)) {
            host.put(Metric.ofLine(c), v);
          }
        });
  }

  private void deriveSums(Map<Subject, double[]> rss) {
    int n = times.length;
    double[] cached = new double[n];
    double[] processes = new double[n];
    for (int i = 0; i < n; i++) {
      for (Metric part : List.of(Metric.ACTIVE_FILE, Metric.INACTIVE_FILE, Metric.SHMEM)) {
        cached[i] += or0(at(i)[part.ordinal()]);
      }
    }
    rss.forEach(
        (who, bytes) -> {
          for (int i = 0; who.kind() == Subject.Kind.PROCESS && i < n; i++) {
            processes[i] += bytes[i];
          }
        });
    host.put(Metric.CACHED, cached);
    host.put(Metric.PROC_RSS_SUM, processes);
  }

  Moment moment(int i) {
    return new Moment(times[i], at(i));
  }

  private double[] at(int i) {
    double[] values = new double[Metric.values().length];
    Arrays.fill(values, Double.NaN);
    host.forEach((m, v) -> values[m.ordinal()] = v[i]);
    return values;
  }

  private void base(Metric metric, double value) {
    host.put(metric, new double[times.length]);
    Arrays.fill(host.get(metric), value);
  }

  private void noise(Random random, Metric metric, double sd) {
    double[] noise = new double[times.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextGaussian() * sd;
    }
    line(metric, t -> noise[(int) Math.round(t / (times.length > 1 ? times[1] - times[0] : 1))]);
  }

  private static double or0(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
