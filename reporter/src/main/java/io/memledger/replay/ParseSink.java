package io.memledger.replay;

import io.memledger.archive.Tally;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressSpace;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import io.memledger.source.Plausible;
import io.memledger.source.ProcText;
import io.memledger.source.Rank;
import io.memledger.source.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes what sources read into batches, with the subjects of the current segment. */
final class ParseSink implements Sink {
  /** Caches and their groups; a kernel has some hundred. */
  private static final int MAX_CACHES = 20_000;

  private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
  private final Map<String, String> groupOfCache = new HashMap<>();
  private final Tally tally;
  private int pageSize;
  private Segment segment;
  private PathState from;
  private boolean trying;
  private Batch into;
  private SubjectRecorder now;
  private long stamp;

  ParseSink(Tally tally) {
    this.tally = tally;
  }

  void pageSize(int bytes) {
    pageSize = bytes;
  }

  void segment(Segment current) {
    segment = current;
  }

  /** Time of the snapshot whose files come now, milliseconds. */
  void stamp(long millis) {
    stamp = millis;
  }

  /**
   * What is put from now on comes of this.
   *
   * @param trying true if the file is read again as a whole should it be malformed
   */
  void begin(PathState state, Batch batch, boolean trying) {
    from = state;
    this.trying = trying;
    into = batch;
    now = null;
  }

  @Override
  public int pageSize() {
    return pageSize;
  }

  @Override
  public void host() {
    now = null;
  }

  @Override
  public void named(Subject.Kind kind, byte[] text, int start, int end) {
    now = segment.named(kind, text, start, ProcText.cut(text, start, end));
  }

  @Override
  public void named(Subject.Kind kind, String name, long id) {
    now = segment.named(kind, name, id);
  }

  @Override
  public void process(long pid) {
    now = segment.process(pid);
  }

  @Override
  public void process(long pid, long startTicks, byte[] text, int start, int end) {
    ProcessRecorder process = segment.process(pid, startTicks);
    process.stat();
    segment.command(process, text, start, ProcText.cut(text, start, end));
    now = process;
  }

  @Override
  public void label(Label label, String text) {
    if (now != null) {
      now.label(label, text);
    }
  }

  @Override
  public void put(Metric metric, double value) {
    put(metric, value, Rank.FIRST);
  }

  @Override
  public void put(Metric metric, double value, Rank rank) {
    if (!Plausible.is(metric, value)) {
      tally.add(Warning.Kind.OUT_OF_RANGE, Tally.printable(stamp + "/" + from.path()));
      return;
    }
    if (into.isFull()) {
      tally.add(Warning.Kind.SNAPSHOT_TOO_LARGE, Tally.printable(stamp + "/" + from.path()));
      return;
    }
    if (now != null) {
      now.lead(metric, rank, value, into, segment);
    } else if (rank == Rank.FIRST || !segment.host().tellsBetter(metric, rank)) {
      into.addHost(metric, rank, value);
    }
  }

  @Override
  public void command(byte[] text, int start, int end) {
    if (now instanceof ProcessRecorder process && !process.hasStat()) {
      segment.command(process, text, start, ProcText.cut(text, start, end));
    }
  }

  @Override
  public void fact(Fact fact, String text) {
    facts.put(fact, text);
  }

  /** Null if it was never captured. */
  String fact(Fact fact) {
    return facts.get(fact);
  }

  @Override
  public void slabGroup(String group, String cache) {
    if (groupOfCache.size() < MAX_CACHES || groupOfCache.containsKey(cache)) {
      groupOfCache.put(cache, group);
    }
  }

  @Override
  public void memoryCgroup(long pid, String path) {
    segment.process(pid).cgroup(path);
  }

  @Override
  public void addressSpace(long pid, List<AddressRange> ranges) {
    segment.process(pid).addressSpace(new AddressSpace(segment.grid().time(), ranges));
  }

  @Override
  public void malformed(int line) {
    from.malformed();
    if (trying) {
      return;
    }
    tally.add(
        Warning.Kind.UNREADABLE_LINES,
        generic(from.path()),
        Warning.of(
            Warning.Kind.LINE_OF,
            (long) line,
            Tally.printable(Instant.ofEpochMilli(stamp) + "/" + from.path())));
  }

  /** The path with pids and cgroups left out, so that warnings stay few. */
  private static Object generic(String path) {
    int slash = path.lastIndexOf('/');
    if (path.startsWith("sys/fs/cgroup/") || path.startsWith("cgroup/")) {
      return Warning.of(Warning.Kind.CGROUP_FILES, path.substring(slash + 1));
    }
    return path.replaceFirst("^proc/\\d+/", "proc/<pid>/");
  }

  /** All names of a merge group by each cache in it. */
  Map<String, List<String>> slabGroups() {
    Map<String, List<String>> members = new TreeMap<>();
    new TreeMap<>(groupOfCache)
        .forEach(
            (cache, group) -> members.computeIfAbsent(group, g -> new ArrayList<>()).add(cache));
    Map<String, List<String>> byCache = new TreeMap<>();
    for (List<String> group : members.values()) {
      for (String cache : group) {
        byCache.put(cache, List.copyOf(group));
      }
    }
    return byCache;
  }
}
