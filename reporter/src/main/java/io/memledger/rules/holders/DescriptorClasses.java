package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the descriptors that a process opened and kept are open on (derived/fdtypes), and whether
 * such things can hold what a line of the ledger grew by: a pipe holds no shared memory, and a
 * memfd is never unaccounted.
 */
public final class DescriptorClasses {
  /** Classes that are listed: a process opens mostly one or two of them. */
  private static final int MOST = 3;

  /** Targets that were not read, so that they may be anything. */
  public static final String UNREAD = "(unread)";

  private static final String ANY = Pattern.quote(UNREAD);

  private static final Pattern SOCKETS = Pattern.compile("socket|" + ANY);

  private static final Map<Metric, Pattern> PLAUSIBLE =
      Map.of(
          Metric.LEDGER_UNACCOUNTED,
          Pattern.compile(
              "pipe|socket|anon_inode:\\[?(io_uring|perf_event|vfio).*|/dev/(?!null|shm).*|/dmabuf.*|"
                  + ANY),
          Metric.LEDGER_VMALLOC,
          Pattern.compile(
              "anon_inode:\\[?(bpf|perf_event|io_uring|kvm|vfio).*|/dev/(?!null|shm).*|" + ANY),
          Metric.LEDGER_PERCPU,
          Pattern.compile("anon_inode:\\[?(bpf|perf_event).*|" + ANY),
          Metric.LEDGER_SHMEM,
          Pattern.compile(
              "memfd:.*|/dev/(shm|zero|dri|udmabuf).*|/SYSV.*|/dmabuf.*|/(?!dev/|proc|sys/).*|"
                  + ANY),
          Metric.TCP_MEM,
          SOCKETS,
          Metric.UDP_MEM,
          SOCKETS);

  private static final Pattern BUFFERS = Pattern.compile("/dmabuf.*");

  /** A picture of 7680 by 4320 points of 8 bytes each is 253 MiB. */
  private static final double BUFFER = 256 * Bytes.MIB;

  private DescriptorClasses() {}

  /** A class and how many more of it are open at the end than at the start. */
  public record Opened(String type, double count) {}

  /** Classes of which more are open than before, most first; empty if not captured. */
  public static List<Opened> of(Recording recording, Subject process) {
    List<TimeSeries> classes = new ArrayList<>();
    double begin = Double.POSITIVE_INFINITY;
    for (TimeSeries one : recording.all(Metric.PROC_FDS_OF_CLASS, Subject.Kind.DESCRIPTOR_CLASS)) {
      if (one.subject().id() == process.id()) {
        classes.add(one);
        begin = Math.min(begin, one.first().time());
      }
    }
    List<Opened> opened = new ArrayList<>();
    for (TimeSeries one : classes) {
      // A class that comes later had none; a process seen once shows what it has.
      boolean whole = one.first().time() > begin || one.samples() == 1;
      double count = whole ? one.last().value() : one.change();
      if (count > 0) {
        opened.add(new Opened(one.subject().name(), count));
      }
    }
    opened.sort(Comparator.comparingDouble(Opened::count).reversed().thenComparing(Opened::type));
    return opened;
  }

  /** Of the descriptors opened, those that can hold memory of this line, 0 to 1; 1 if not known. */
  public static double plausible(Recording recording, Subject process, Metric line) {
    Pattern fits = PLAUSIBLE.get(line);
    List<Opened> opened = fits == null ? List.of() : of(recording, process);
    double all = 0;
    double plausible = 0;
    for (Opened one : opened) {
      all += one.count();
      plausible += fits.matcher(one.type()).matches() ? one.count() : 0;
    }
    return all > 0 ? plausible / all : 1;
  }

  /** Bytes that one of those opened can hold at most; 0 where its class does not tell. */
  static double most(Recording recording, Subject process) {
    List<Opened> opened = of(recording, process);
    boolean buffers = !opened.isEmpty() && BUFFERS.matcher(opened.get(0).type()).matches();
    return buffers ? BUFFER : 0;
  }

  /** The classes that grew most, as numbers of a finding. */
  public static List<Evidence> evidence(Recording recording, Subject process) {
    return of(recording, process).stream()
        .limit(MOST)
        .map(
            o ->
                new Evidence(
                    "opened: " + o.type(),
                    o.count(),
                    Unit.COUNT,
                    "derived/fdtypes/" + process.id()))
        .toList();
  }
}
