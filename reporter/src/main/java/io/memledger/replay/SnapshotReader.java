package io.memledger.replay;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.ArchiveSummary;
import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.EntryName;
import io.memledger.archive.Limits;
import io.memledger.archive.Manifest;
import io.memledger.archive.Tally;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Warning;
import io.memledger.source.ProcText;
import io.memledger.source.Sink;
import io.memledger.trace.KmemTraces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers the entries of one snapshot, then puts all its values at once. */
final class SnapshotReader implements ArchiveVisitor {
  private static final String UPTIME = "proc/uptime";
  private static final int DEFAULT_PAGE_SIZE = 4096;
  private static final int MAX_PAGE_SIZE = 1 << 20;

  /** Kinds of files that are remembered; of a host there are some hundred, and its cgroups'. */
  private static final int MOST_SAMPLED = 50_000;

  private final Limits limits;
  private final Tally tally = new Tally();
  private final Contents contents = new Contents(tally);
  private final ParseSink sink = new ParseSink(tally);
  private final ProcText text = new ProcText();
  private final KmemTraces traces = new KmemTraces();
  private final OneHost oneHost = new OneHost();
  private final Timeline timeline;
  private final List<PathState> due = new ArrayList<>();
  private final SortedSet<String> sampled = new TreeSet<>();
  private Manifest manifest = Manifest.empty();
  private Manifest footer = Manifest.empty();
  private boolean manifestFound;
  private boolean footerFound;
  private String top;
  private long stamp = -1;
  private int number;
  private Boot boot;
  private Boot best;
  private int boots;
  private String bootId;

  SnapshotReader(Limits limits, boolean sorted) {
    this.limits = limits;
    timeline = new Timeline(sorted);
    sink.pageSize(DEFAULT_PAGE_SIZE);
  }

  @Override
  public boolean wants(String path) {
    return contents.wants(path);
  }

  @Override
  public void file(EntryName name, byte[] data, int length) {
    moveTo(name);
    add(contents.file(name, data, length, number));
  }

  @Override
  public void link(EntryName name, EntryName target) {
    moveTo(name);
    add(contents.link(name, target, number));
  }

  private void moveTo(EntryName name) {
    oneHost.entry(name);
    if (name.stamp() != stamp) {
      endSnapshot();
      stamp = name.stamp();
      number++;
      top = top == null ? name.top() : top;
    }
  }

  private void add(PathState state) {
    if (state == null) {
      return;
    }
    if (state.due(number)) {
      due.add(state);
    } else {
      tally.add(Warning.Kind.TWICE_IN_ONE_SNAPSHOT, state.path());
    }
  }

  @Override
  public void json(EntryName name, byte[] data, int length) {
    Manifest parsed = Manifest.parse(data, length);
    if (parsed == null) {
      tally.add(Warning.Kind.BROKEN_JSON, name.path());
    } else if (name.kind() == EntryName.Kind.MANIFEST) {
      top = top == null ? name.top() : top;
      oneHost.manifest(name, parsed);
      manifest = parsed;
      manifestFound = true;
      double page = parsed.number("page_size");
      boolean usable = page >= 512 && page <= MAX_PAGE_SIZE && Long.bitCount((long) page) == 1;
      sink.pageSize(usable ? (int) page : DEFAULT_PAGE_SIZE);
    } else {
      footer = parsed;
      footerFound = true;
    }
  }

  @Override
  public void trace(EntryName name, InputStream content) throws IOException {
    if (KmemTraces.wants(name.path())) {
      String path = "trace/" + name.path();
      traces.read(name.stamp(), name.path(), path, sink.pageSize(), content);
    } else {
      tally.add(Warning.Kind.UNKNOWN_TRACE_FILES, name.path());
    }
  }

  private void endSnapshot() {
    if (due.isEmpty()) {
      return;
    }
    if (number > limits.snapshots()) {
      throw new ArchiveException(
          "the archive has more than "
              + limits.snapshots()
              + " snapshots; if it can be trusted, raise the limit on snapshots");
    }
    sink.stamp(stamp);
    if (boot == null) {
      newBoot();
    }
    Seen seen = seen();
    Timeline.Step step = timeline.next(seen);
    if (step == Timeline.Step.REBOOT) {
      newBoot();
    }
    if (timeline.contradicted()) {
      tally.add(Warning.Kind.CONTRADICTED_UPTIMES, Instant.ofEpochMilli(stamp).toString());
      due.removeIf(state -> state.path().equals(UPTIME));
    }
    boot.segment().grid().moveTo(timeline.time());
    for (PathState state : due) {
      if (state.source().identifiesProcesses()) {
        put(state);
      }
    }
    if (boot.segment().takeIdentitiesChanged()) {
      contents.forgetProcesses();
    }
    for (PathState state : due) {
      if (!state.source().identifiesProcesses()) {
        put(state);
      }
    }
    boot.bootId(bootId);
    boot.endSnapshot(kernel(), machine());
    oneHost.snapshot(
        seen,
        step != Timeline.Step.ON,
        boot.newest(Metric.MEM_TOTAL),
        sink.fact(Sink.Fact.KERNEL_VERSION));
    if (boot.segment().sweepDue()) {
      contents.markSeen();
      boot.segment().sweep();
    }
    contents.endSnapshot(number);
    due.clear();
  }

  private void put(PathState state) {
    state.parse(text, sink, boot.segment());
    state.emit(boot.segment());
    if (state.firstEver() && sampled.size() < MOST_SAMPLED) {
      sampled.add(state.path().replaceFirst("^proc/\\d+/", "proc/<pid>/"));
    }
  }

  /** What the snapshot says of its time, before its values are put. */
  private Seen seen() {
    double uptime = Double.NaN;
    double bootTime = Double.NaN;
    double switches = Double.NaN;
    for (PathState state : due) {
      switch (state.path()) {
        case UPTIME:
          state.parse(text, sink, boot.segment());
          uptime = state.host(Metric.UPTIME);
          break;
        case "proc/stat":
          state.parse(text, sink, boot.segment());
          bootTime = state.host(Metric.BOOT_TIME);
          switches = state.host(Metric.CONTEXT_SWITCHES);
          break;
        case "proc/sys/kernel/random/boot_id":
          state.parse(text, sink, boot.segment());
          bootId = sink.fact(Sink.Fact.BOOT_ID);
          break;
        default:
          break;
      }
    }
    return new Seen(stamp, uptime, bootTime, switches, bootId);
  }

  private void newBoot() {
    if (boot != null) {
      best = longer(best, boot);
      contents.forgetParsed();
    }
    boot = new Boot(stamp, boots++, limits.series());
    sink.segment(boot.segment());
  }

  private static Boot longer(Boot one, Boot other) {
    return one == null || other.span() > one.span() ? other : one;
  }

  private String kernel() {
    return HostText.kernel(manifest, sink.fact(Sink.Fact.KERNEL_VERSION));
  }

  private String machine() {
    return HostText.machine(manifest, sink.fact(Sink.Fact.KERNEL_VERSION));
  }

  /** The recording of what was read. */
  Recording finish(Path path, ArchiveSummary summary, List<Warning> noticed) {
    endSnapshot();
    if (boot == null) {
      throw NoSnapshots.in(path, summary.unread());
    }
    String several = oneHost.contradiction();
    if (several != null) {
      throw new ArchiveException(
          path + " holds " + several + "; give each an archive or a folder of its own");
    }
    best = longer(best, boot);
    List<Warning> warnings = new ArrayList<>(summary.warnings());
    warnings.addAll(noticed);
    warnings.addAll(tally.warnings());
    return new RecordingMaker(
            manifestFound ? manifest : null,
            footerFound ? footer : null,
            sink,
            timeline,
            sampled,
            traces)
        .make(path, summary, warnings, best, top);
  }
}
