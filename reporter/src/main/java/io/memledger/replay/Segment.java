package io.memledger.replay;

import io.memledger.series.AddressLooks;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is recorded between two reboots. */
final class Segment {
  /** Heap that the series of one segment may take; two segments are held at most. */
  private static final long BUDGET = 120L << 20;

  /** Snapshots between two looks at the budget. */
  private static final int SWEEP_EVERY = 64;

  /** And where the last look found more than half of it taken. */
  private static final int SWEEP_OFTEN = 4;

  /** Processes that live or lived, between two looks at the budget. */
  private static final int MOST_PROCESSES = 150_000;

  /** Takes what is put of subjects that there is no room for. */
  private static final SubjectRecorder NOBODY = new SubjectRecorder(Subject.Kind.ZONE, "", -1);

  private static final ProcessRecorder NO_PROCESS = new ProcessRecorder(-1, -1);

  static {
    NOBODY.retire();
    NO_PROCESS.retire();
  }

  private final Grid grid = new Grid();
  private final HostRecorder host = new HostRecorder();
  private final NameTable names = new NameTable();
  private final Map<Long, ProcessRecorder> living = new HashMap<>();
  private final List<ProcessRecorder> dead = new ArrayList<>();
  private final int maxSeries;
  private final Series allSlabs = new Series(Metric.SLAB_BYTES);
  private int left;
  private int refused;
  private int refusedNow;
  private int refusedTick;
  private long weight;
  private boolean identitiesChanged;

  Segment(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  Grid grid() {
    return grid;
  }

  HostRecorder host() {
    return host;
  }

  /** Bytes of all slab caches, in the snapshots that sampled them. */
  Series allSlabs() {
    return allSlabs;
  }

  SubjectRecorder named(Subject.Kind kind, byte[] text, int from, int to) {
    return orNobody(names.get(kind, text, from, to, 0));
  }

  SubjectRecorder named(Subject.Kind kind, String name, long id) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return orNobody(names.get(kind, text, 0, text.length, id));
  }

  private SubjectRecorder orNobody(SubjectRecorder known) {
    if (known == null) {
      refuse();
      return NOBODY;
    }
    return known;
  }

  /** Counts the subjects that one snapshot has no room for. */
  private void refuse() {
    refusedNow = refusedTick == grid.tick() ? refusedNow + 1 : 1;
    refusedTick = grid.tick();
    refused = Math.max(refused, refusedNow);
  }

  /** The process (pid, start); a pid with another start is another process. */
  ProcessRecorder process(long pid, long start) {
    ProcessRecorder known = living.get(pid);
    if (known != null && known.start() == start) {
      return known;
    }
    if (living.size() + dead.size() >= MOST_PROCESSES) {
      refuse();
      return NO_PROCESS;
    }
    ProcessRecorder fresh = new ProcessRecorder(pid, start);
    if (known != null) {
      identitiesChanged = true;
      dead.add(known);
    }
    living.put(pid, fresh);
    return fresh;
  }

  /** Takes a process's command as its stat shows it. */
  void command(ProcessRecorder process, byte[] text, int from, int to) {
    identitiesChanged |= process.command(text, from, to, this);
  }

  /**
   * True, once, if a pid has become another process or a process has changed its group, so that
   * what was read by pid must be read again.
   */
  boolean takeIdentitiesChanged() {
    boolean changed = identitiesChanged;
    identitiesChanged = false;
    return changed;
  }

  /** The process that has this pid; where stat was never captured its start is unknown, 0. */
  ProcessRecorder process(long pid) {
    ProcessRecorder known = living.get(pid);
    return known == null ? process(pid, 0) : known;
  }

  /** True if it is time to {@link #sweep()}. */
  boolean sweepDue() {
    int tick = grid.tick();
    // Early too, since one snapshot can hold as much as any number of them.
    boolean early = tick < SWEEP_EVERY && Integer.bitCount(tick) == 1;
    return tick % SWEEP_EVERY == 0 || early || weight > BUDGET / 2 && tick % SWEEP_OFTEN == 0;
  }

  /** Buries processes not seen any more, and keeps within the budget; first all are marked seen. */
  void sweep() {
    living.values().removeIf(this::isGone);
    weight = 0;
    long series = 0;
    List<SubjectRecorder> all = recorders();
    for (SubjectRecorder recorder : all) {
      weight += recorder.weight();
      series += recorder.seriesCount();
    }
    boolean late = grid.tick() % SWEEP_EVERY == 0;
    if (weight > BUDGET || late && series > maxSeries) {
      retire(all, weight, series);
    }
  }

  private boolean isGone(ProcessRecorder process) {
    boolean gone = process.lastTick() < grid.tick() - SWEEP_EVERY * 8;
    if (gone && !process.retired()) {
      dead.add(process);
    }
    return gone;
  }

  /** Lets the smallest growers go, the dead before the living, until a quarter is free. */
  private void retire(List<SubjectRecorder> all, long weightNow, long seriesNow) {
    int alive = grid.tick() - SWEEP_EVERY * 8;
    Map<SubjectRecorder, Double> growth = new HashMap<>();
    all.forEach(recorder -> growth.put(recorder, recorder.growth()));
    all.sort(
        Comparator.comparing((SubjectRecorder recorder) -> recorder.lastTick() >= alive)
            .thenComparingDouble(growth::get)
            .thenComparing(SubjectRecorder::subject));
    weight = weightNow;
    long series = seriesNow;
    for (SubjectRecorder recorder : all) {
      if (weight < BUDGET * 3 / 4 && series < maxSeries * 3L / 4) {
        break;
      }
      weight -= recorder.weight();
      series -= recorder.seriesCount();
      recorder.retire();
      left++;
    }
    dead.removeIf(SubjectRecorder::retired);
    names.keep(recorder -> !recorder.retired() || recorder.lastTick() >= alive);
  }

  private List<SubjectRecorder> recorders() {
    List<SubjectRecorder> all = new ArrayList<>(living.values());
    all.addAll(dead);
    names.forEach(all::add);
    all.removeIf(SubjectRecorder::retired);
    return all;
  }

  /** Subjects left out to keep within the budget. */
  int leftOut() {
    return left + refused;
  }

  /** The finished series; the segment cannot go on after it. */
  List<TimeSeries> finish() {
    List<TimeSeries> done = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      Series series = host.series(metric);
      if (series != null && series.begun()) {
        done.add(series.finish(Subject.HOST, grid));
      }
    }
    for (SubjectRecorder recorder : recorders()) {
      Subject subject = recorder.subject();
      for (int i = 0; i < recorder.seriesCount(); i++) {
        if (recorder.counts(recorder.series(i))) {
          done.add(recorder.series(i).finish(subject, grid));
        }
      }
      recorder.retire();
    }
    return done;
  }

  /** What does not change about subjects; to be taken before {@link #finish()}. */
  Map<Subject, Map<Label, String>> labels() {
    Map<Subject, Map<Label, String>> found = new TreeMap<>();
    for (SubjectRecorder recorder : recorders()) {
      if (recorder.labels() != null) {
        found.put(recorder.subject(), recorder.labels());
      }
    }
    return found;
  }

  /** Looks at address spaces; to be taken before {@link #finish()}. */
  Map<Subject, AddressLooks> looks() {
    Map<Subject, AddressLooks> found = new TreeMap<>();
    List<ProcessRecorder> all = new ArrayList<>(dead);
    all.addAll(living.values());
    for (ProcessRecorder process : all) {
      if (process.looks() != null) {
        found.put(process.subject(), process.looks());
      }
    }
    return found;
  }

  /** Memory cgroup by "pid:start". */
  Map<String, String> cgroups() {
    Map<String, String> found = new TreeMap<>();
    List<ProcessRecorder> all = new ArrayList<>(dead);
    all.addAll(living.values());
    for (ProcessRecorder process : all) {
      if (process.cgroup() != null) {
        found.put(process.pid() + ":" + process.start(), process.cgroup());
      }
    }
    return found;
  }
}
