package io.memledger.replay;

import io.memledger.archive.EntryName;
import io.memledger.archive.Tally;
import io.memledger.series.Warning;
import io.memledger.source.Source;
import io.memledger.source.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The newest content of every path that a source reads: full, linked or by delta. */
final class Contents {
  private static final String DELTA = ".delta";

  /** Heap for contents; beyond it those not sampled for longest go first. */
  private static final long BUDGET = 64L << 20;

  private static final int MAX_PATHS = 50_000;
  private static final int SWEEP_EVERY = 256;

  /** Files that name processes by their pid alone. */
  private static final Pattern PID = Pattern.compile("proc/\\d.*|derived/(fds|held)");

  private final Map<String, PathState> states = new HashMap<>();
  private final Tally tally;

  Contents(Tally tally) {
    this.tally = tally;
  }

  boolean wants(String path) {
    return state(path) != null;
  }

  private PathState state(String path) {
    String base = path.endsWith(DELTA) ? path.substring(0, path.length() - DELTA.length()) : path;
    PathState known = states.get(base);
    if (known != null) {
      return known;
    }
    Optional<Source> source = Sources.reading(base);
    if (source.isEmpty()) {
      return null;
    }
    PathState fresh = new PathState(base, source.get());
    states.put(base, fresh);
    return fresh;
  }

  /** Takes a file; null if it says nothing. */
  PathState file(EntryName name, byte[] data, int length) {
    PathState state = state(name.path());
    if (!name.path().endsWith(DELTA)) {
      state.content(data, length, name.stamp());
      return state;
    }
    if (!state.sampled()) {
      tally.add(Warning.Kind.DELTAS_WITHOUT_BASE, name.path());
      return null;
    }
    if (!state.delta(data, length, name.stamp())) {
      tally.add(Warning.Kind.DELTAS_WITHOUT_DASH, name.path());
      return null;
    }
    return state;
  }

  /** Takes a hard link; null if what it names is not there. */
  PathState link(EntryName name, EntryName target) {
    PathState state = state(name.path());
    PathState other = target.stamp() < 0 ? null : state(target.path());
    if (state == null) {
      return null;
    }
    if (other == null || !other.holdsAt(target.stamp())) {
      tally.add(Warning.Kind.LINKS_TO_NOTHING, name.path());
      return null;
    }
    if (other == state) {
      state.again(name.stamp());
    } else {
      state.copyOf(other, name.stamp());
    }
    return state;
  }

  /** Marks the subjects of all contents as seen when their files were sampled last. */
  void markSeen() {
    states.values().forEach(PathState::markSeen);
  }

  void forgetParsed() {
    states.values().forEach(PathState::forgetParsed);
  }

  /** Forgets what was read by pid alone. */
  void forgetProcesses() {
    for (PathState state : states.values()) {
      if (PID.matcher(state.path()).matches() && !state.source().identifiesProcesses()) {
        state.forgetParsed();
      }
    }
  }

  /** Keeps within the budget. */
  void endSnapshot(int number) {
    if (number % SWEEP_EVERY != 0) {
      return;
    }
    long weight = 0;
    for (PathState state : states.values()) {
      weight += state.weight();
    }
    if (weight <= BUDGET && states.size() <= MAX_PATHS) {
      return;
    }
    List<PathState> oldest = new ArrayList<>(states.values());
    oldest.sort(Comparator.comparingInt(PathState::lastSnapshot).thenComparing(PathState::path));
    for (PathState state : oldest) {
      if (weight <= BUDGET / 2 && states.size() <= MAX_PATHS / 2) {
        return;
      }
      weight -= state.weight();
      state.forgetParsed();
      states.remove(state.path());
    }
  }
}
