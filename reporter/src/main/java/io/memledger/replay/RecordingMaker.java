package io.memledger.replay;

import io.memledger.archive.ArchiveSummary;
import io.memledger.archive.Manifest;
import io.memledger.series.AddressLooks;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.HostFacts;
import io.memledger.series.KmemFlow;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import io.memledger.source.MemInfo;
import io.memledger.source.Rank;
import io.memledger.source.Sink;
import io.memledger.trace.KmemTraces;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Puts the facts and the series of a whole capture together. */
final class RecordingMaker {
  private static final int DEFAULT_CLOCK_TICKS = 100;

  /** What a good capture holds (ARCHIVE-FORMAT 9): each is missed if it is nowhere. */
  private static final List<String> WANTED =
      List.of(
          "proc/meminfo",
          "proc/vmstat",
          "proc/zoneinfo",
          "proc/stat",
          "proc/uptime",
          "proc/pressure/memory",
          "proc/slabinfo",
          "proc/pids/stat",
          "proc/vmallocinfo",
          "proc/net/sockstat",
          "derived/fds",
          "derived/mounts",
          "derived/slabs");

  private final Manifest manifest;
  private final Manifest footer;
  private final ParseSink sink;
  private final Timeline timeline;
  private final SortedSet<String> sampled;
  private final KmemTraces traces;

  /**
   * @param manifest null if there was none
   * @param footer null if there was none
   * @param sampled paths that were in any snapshot
   * @param traces of the kernel's allocations, all read
   */
  RecordingMaker(
      Manifest manifest,
      Manifest footer,
      ParseSink sink,
      Timeline timeline,
      SortedSet<String> sampled,
      KmemTraces traces) {
    this.manifest = manifest;
    this.footer = footer;
    this.sink = sink;
    this.timeline = timeline;
    this.sampled = sampled;
    this.traces = traces;
  }

  Recording make(
      Path path, ArchiveSummary summary, List<Warning> noticed, Boot boot, String topFolder) {
    List<Warning> warnings = new ArrayList<>(noticed);
    if (manifest == null) {
      warnings.add(Warning.of(Warning.Kind.NO_MANIFEST));
    }
    if (boot.segment().leftOut() > 0) {
      long leftOut = boot.segment().leftOut();
      warnings.add(Warning.of(Warning.Kind.SMALL_GROWERS_LEFT_OUT, leftOut));
    }
    Optional<KmemFlow> kmem = kmem(boot, warnings);
    Path name = path.toAbsolutePath().normalize().getFileName();
    ArchiveFacts archive =
        new ArchiveFacts(
            name == null ? "" : name.toString(),
            summary.sha256(),
            summary.bytes(),
            summary.complete(),
            warnings);
    Moment first = boot.first();
    Moment last = boot.last();
    String named = topFolder == null ? archive.name().replaceFirst("\\.tar.*$", "") : topFolder;
    HostFacts host = host(boot, named);
    Map<String, String> cgroups = boot.segment().cgroups();
    CaptureFacts capture = capture(boot);
    Map<Subject, Map<Label, String>> labels = boot.segment().labels();
    Map<Subject, AddressLooks> looks = boot.segment().looks();
    List<TimeSeries> all = boot.segment().finish();
    Recording recording =
        new Recording(
            archive,
            host,
            capture,
            Instant.ofEpochMilli(boot.start()),
            first,
            last,
            all,
            cgroups,
            sink.slabGroups(),
            labels,
            looks);
    return kmem.map(recording::with).orElse(recording);
  }

  /** The trace of the analysed stretch. */
  private Optional<KmemFlow> kmem(Boot boot, List<Warning> warnings) {
    Optional<KmemFlow> flow = traces.longest((stamp, clock) -> (stamp - boot.start()) / 1000.0);
    if (flow.isEmpty()) {
      return flow;
    }
    if (traces.count() > 1) {
      warnings.add(Warning.of(Warning.Kind.SEVERAL_TRACES, (long) traces.count()));
    }
    double from = flow.get().from();
    if (from > boot.span() || from + flow.get().judged() < 0) {
      warnings.add(Warning.of(Warning.Kind.TRACE_OUTSIDE));
      return Optional.empty();
    }
    return flow;
  }

  private HostFacts host(Boot boot, String topFolder) {
    Manifest said = manifest == null ? Manifest.empty() : manifest;
    String version = sink.fact(Sink.Fact.KERNEL_VERSION);
    String name = said.text("host");
    double ticks = said.number("clock_ticks");
    return new HostFacts(
        name != null ? name : HostText.host(topFolder),
        HostText.kernel(said, version),
        HostText.machine(said, version),
        boot.bootId() != null ? boot.bootId() : said.text("boot_id"),
        boot.newest(Metric.MEM_TOTAL),
        boot.newest(Metric.SWAP_TOTAL),
        boot.newest(Metric.CPUS),
        sink.pageSize(),
        ticks >= 1 && ticks <= 1_000_000 ? (int) ticks : DEFAULT_CLOCK_TICKS,
        boot.newest(Metric.BOOT_TIME));
  }

  private CaptureFacts capture(Boot boot) {
    Manifest end = footer == null ? Manifest.empty() : footer;
    double span = timeline.span();
    return new CaptureFacts(
        Instant.ofEpochMilli(timeline.start()),
        Instant.ofEpochMilli(timeline.end()),
        span,
        timeline.snapshots(),
        timeline.interval(),
        timeline.segments(),
        timeline.segmentOfBoot(boot.number()),
        missing(),
        cost(end, "collector_cpu_seconds", span),
        cost(end, "collector_peak_rss_bytes", 1),
        end.text("reason"),
        sampled,
        elsewhere(boot));
  }

  /** Fields of meminfo that were told by another file alone. */
  private static SortedMap<String, String> elsewhere(Boot boot) {
    SortedMap<String, String> found = new TreeMap<>();
    MemInfo.fields(
        (field, metric) -> {
          Series told = boot.segment().host().series(metric);
          if (told != null && told.rank() != Rank.FIRST) {
            found.put(field, told.rank() == Rank.SECOND ? "proc/vmstat" : "proc/zoneinfo");
          }
        });
    return found;
  }

  /** NaN where it is not known: what is below 0, or of no time at all, was never measured. */
  private static double cost(Manifest end, String key, double of) {
    double value = end.number(key) / of;
    return value >= 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
  }

  private static MissingSource missing(Manifest.Unreadable one) {
    return new MissingSource(one.path(), one.error());
  }

  private List<MissingSource> missing() {
    Map<String, MissingSource> found = new LinkedHashMap<>();
    if (manifest != null) {
      manifest.unreadable().forEach(one -> found.put(one.path(), missing(one)));
    }
    if (footer != null) {
      footer.unreadable().forEach(one -> found.put(one.path(), missing(one)));
    }
    for (String path : WANTED) {
      boolean singly = path.equals("proc/pids/stat") && sampled.contains("proc/<pid>/stat");
      if (!sampled.contains(path) && !singly) {
        found.putIfAbsent(path, MissingSource.absent(path));
      }
    }
    return new ArrayList<>(found.values());
  }
}
