package io.memledger.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All series of one segment of a capture, and what is known of host, capture and archive.
 * Immutable. Rules see the archive through this and nothing else.
 */
public final class Recording {
  private final ArchiveFacts archive;
  private final HostFacts host;
  private final CaptureFacts capture;
  private final Instant start;
  private final Moment first;
  private final Moment last;
  private final Map<Metric, SortedMap<Subject, TimeSeries>> series = new EnumMap<>(Metric.class);
  private final SortedMap<String, String> cgroupOf;
  private final SortedMap<String, List<String>> slabGroups;
  private final SortedMap<Subject, Map<Label, String>> labels = new TreeMap<>();
  private final SortedMap<Subject, AddressLooks> looks;
  private final double from;
  private final double to;
  private final long samples;

  /** Null without a trace; set once, before anybody else sees the recording. */
  private KmemFlow kmem;

  /**
   * @param start wall clock at time 0 of the series
   * @param first the ledger's opening moment; null if no snapshot has meminfo
   * @param last the ledger's closing moment; null likewise
   * @param cgroupOf memory cgroup path by "pid:start", for processes whose membership was captured
   * @param slabGroups all names of a slab merge group (derived/slabs) by each cache name in it
   */
  public Recording(
      ArchiveFacts archive,
      HostFacts host,
      CaptureFacts capture,
      Instant start,
      Moment first,
      Moment last,
      List<TimeSeries> all,
      Map<String, String> cgroupOf,
      Map<String, List<String>> slabGroups) {
    this(archive, host, capture, start, first, last, all, cgroupOf, slabGroups, Map.of(), Map.of());
  }

  /**
   * @param labels what does not change about subjects
   * @param looks at the address spaces of processes; the other arguments are as above
   */
  public Recording(
      ArchiveFacts archive,
      HostFacts host,
      CaptureFacts capture,
      Instant start,
      Moment first,
      Moment last,
      List<TimeSeries> all,
      Map<String, String> cgroupOf,
      Map<String, List<String>> slabGroups,
      Map<Subject, Map<Label, String>> labels,
      Map<Subject, AddressLooks> looks) {
    this.archive = archive;
    this.host = host;
    this.capture = capture;
    this.start = start;
    this.first = first;
    this.last = last;
    double earliest = Double.POSITIVE_INFINITY;
    double latest = Double.NEGATIVE_INFINITY;
    long most = 0;
    for (TimeSeries one : all) {
      series.computeIfAbsent(one.metric(), m -> new TreeMap<>()).put(one.subject(), one);
      if (!isOfTrace(one.metric())) {
        earliest = Math.min(earliest, one.first().time());
        latest = Math.max(latest, one.last().time());
        most = Math.max(most, one.samples());
      }
    }
    from = most == 0 ? 0 : earliest;
    to = most == 0 ? 0 : latest;
    samples = most;
    this.cgroupOf = new TreeMap<>(cgroupOf);
    this.slabGroups = new TreeMap<>(slabGroups);
    labels.forEach((subject, of) -> this.labels.put(subject, Map.copyOf(of)));
    this.looks = new TreeMap<>(looks);
  }

  /** The same recording with a trace of the kernel's allocations, and its course as series. */
  public Recording with(KmemFlow flow) {
    List<TimeSeries> all = new ArrayList<>();
    for (SortedMap<Subject, TimeSeries> bySubject : series.values()) {
      bySubject.values().stream().filter(s -> !isOfTrace(s.metric())).forEach(all::add);
    }
    all.addAll(KmemSeries.of(flow));
    Recording made =
        new Recording(
            archive, host, capture, start, first, last, all, cgroupOf, slabGroups, labels, looks);
    made.kmem = flow;
    return made;
  }

  /** The same recording, made from files of other tools. */
  public Recording from(List<SourceFacts> files) {
    List<TimeSeries> all = new ArrayList<>();
    series.values().forEach(bySubject -> all.addAll(bySubject.values()));
    Recording made =
        new Recording(
            archive.from(files),
            host,
            capture,
            start,
            first,
            last,
            all,
            cgroupOf,
            slabGroups,
            labels,
            looks);
    made.kmem = kmem;
    return made;
  }

  private static boolean isOfTrace(Metric metric) {
    return metric == Metric.KMEM_ALLOCATED
        || metric == Metric.KMEM_FREED
        || metric == Metric.KMEM_OUTSTANDING;
  }

  /** What a trace of the kernel's allocations left behind, where there is one. */
  public Optional<KmemFlow> kmem() {
    return Optional.ofNullable(kmem);
  }

  public ArchiveFacts archive() {
    return archive;
  }

  public HostFacts hostFacts() {
    return host;
  }

  public CaptureFacts capture() {
    return capture;
  }

  /** Opening moment of the ledger; empty if no snapshot has meminfo. */
  public Optional<Moment> first() {
    return Optional.ofNullable(first);
  }

  /** Closing moment of the ledger; empty if no snapshot has meminfo. */
  public Optional<Moment> last() {
    return Optional.ofNullable(last);
  }

  /** The series of the host itself. */
  public Optional<TimeSeries> host(Metric metric) {
    return series(metric, Subject.HOST);
  }

  public Optional<TimeSeries> series(Metric metric, Subject subject) {
    SortedMap<Subject, TimeSeries> bySubject = series.get(metric);
    return bySubject == null ? Optional.empty() : Optional.ofNullable(bySubject.get(subject));
  }

  /** All series of a metric for one kind of subject, in the order of subjects. */
  public List<TimeSeries> all(Metric metric, Subject.Kind kind) {
    List<TimeSeries> found = new ArrayList<>();
    SortedMap<Subject, TimeSeries> bySubject = series.get(metric);
    if (bySubject != null) {
      for (TimeSeries one : bySubject.values()) {
        if (one.subject().kind() == kind) {
          found.add(one);
        }
      }
    }
    return found;
  }

  /** Wall-clock time of a series' time. */
  public Instant at(double seconds) {
    return start.plusMillis(Math.round(seconds * 1000));
  }

  /** Seconds of the first sample of anything. */
  public double from() {
    return from;
  }

  /** Seconds of the last sample of anything. */
  public double to() {
    return to;
  }

  /** Seconds that the analysed segment spans; 0 if it has fewer than two samples of anything. */
  public double span() {
    return to - from;
  }

  /** Snapshots: samples of what was sampled most often, whatever that is. */
  public long samples() {
    return samples;
  }

  /** Whether thread stacks are taken from vmalloc, as the computed lines of the ledger assume. */
  public boolean vmapStack() {
    return VmapStack.decide(
        closing(Metric.VMALLOC_BYTES),
        closing(Metric.VMALLOC_STACK_BYTES),
        host.kernel(),
        host.machine());
  }

  private double closing(Metric metric) {
    return last == null ? Double.NaN : last.get(metric).orElse(Double.NaN);
  }

  /** Memory cgroup path of a process, where captured. */
  public Optional<String> cgroupOf(Subject process) {
    return Optional.ofNullable(cgroupOf.get(process.id() + ":" + process.start()));
  }

  /**
   * All cache names that share the slabs of this cache, itself included; only itself if unknown.
   */
  public List<String> mergedWith(String cache) {
    return slabGroups.getOrDefault(cache, List.of(cache));
  }

  /** What the capture says of a subject beside its series. */
  public Optional<String> label(Subject subject, Label label) {
    return Optional.ofNullable(labels.getOrDefault(subject, Map.of()).get(label));
  }

  /** The first and the last look at a process's address space, where it was captured. */
  public Optional<AddressLooks> looks(Subject process) {
    return Optional.ofNullable(looks.get(process));
  }

  /** When a process began, from btime and its start ticks; empty if btime is unknown. */
  public Optional<Instant> started(Subject process) {
    if (Double.isNaN(host.bootTime()) || process.kind() != Subject.Kind.PROCESS) {
      return Optional.empty();
    }
    double seconds = host.bootTime() + (double) process.start() / host.clockTicks();
    return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
  }
}
