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

  private static final int MAX_PATHS = 50_000;
  private static final int SWEEP_EVERY = 256;

  /** Files that name processes by their pid alone. */
  private static final Pattern PID = Pattern.compile("proc/\\d.*|derived/(fds|held)");

  private final Map<String, PathState> states = new HashMap<>();
  private final ContentBudget budget = new ContentBudget();
  private final Tally tally;
  private int roomMade = -1;

  Contents(Tally tally) {
    this.tally = tally;
  }

  boolean wants(String path) {
    String base = base(path);
    return states.containsKey(base) || Sources.reading(base).isPresent();
  }

  private static String base(String path) {
    return path.endsWith(DELTA) ? path.substring(0, path.length() - DELTA.length()) : path;
  }

  private PathState state(String path) {
    String base = base(path);
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
    budget.holds(fresh.weight());
    return fresh;
  }

  /**
   * Takes a file; null if it says nothing.
   *
   * @param number of the snapshot that it is in
   */
  PathState file(EntryName name, byte[] data, int length, int number) {
    budget.receive(length);
    if (!hasRoom(name, length, number)) {
      return null;
    }
    PathState state = state(name.path());
    final long before = state.weight();
    final boolean taken = take(state, name, data, length);
    budget.holds(state.weight() - before);
    return taken ? state : null;
  }

  /** Whether a snapshot may hold so many bytes more, after what is of earlier ones has gone. */
  private boolean hasRoom(EntryName name, long length, int number) {
    if (!budget.hasRoom(length) && roomMade != number) {
      roomMade = number;
      forget(number, 0);
    }
    if (budget.hasRoom(length)) {
      return true;
    }
    tally.add(Warning.Kind.SNAPSHOT_TOO_LARGE, name.path());
    return false;
  }

  private boolean take(PathState state, EntryName name, byte[] data, int length) {
    if (!name.path().endsWith(DELTA)) {
      state.content(data, length, name.stamp());
      return true;
    }
    if (!state.sampled()) {
      tally.add(Warning.Kind.DELTAS_WITHOUT_BASE, name.path());
      return false;
    }
    if (!budget.hasRoom(state.weightOfDelta(data, length))) {
      tally.add(Warning.Kind.SNAPSHOT_TOO_LARGE, name.path());
      return false;
    }
    if (!state.source().linesStandAlone() && !budget.mayReadAgain(state.size())) {
      tally.add(Warning.Kind.READ_TOO_OFTEN, name.path());
      return false;
    }
    if (!state.delta(data, length, name.stamp())) {
      tally.add(Warning.Kind.DELTAS_WITHOUT_DASH, name.path());
      return false;
    }
    return true;
  }

  /** Takes a hard link; null if what it names is not there. */
  PathState link(EntryName name, EntryName target, int number) {
    if (!hasRoom(name, 0, number)) {
      return null;
    }
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
      return state;
    }
    if (!hasRoom(name, other.size(), number)) {
      return null;
    }
    if (!budget.mayReadAgain(other.size())) {
      tally.add(Warning.Kind.READ_TOO_OFTEN, name.path());
      return null;
    }
    long before = state.weight();
    state.copyOf(other, name.stamp());
    budget.holds(state.weight() - before);
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
    if (budget.held() <= ContentBudget.BYTES && states.size() <= MAX_PATHS) {
      return;
    }
    forget(Integer.MAX_VALUE, ContentBudget.BYTES / 2);
  }

  /** Those not sampled for longest go, of those that this snapshot has not, until few are left. */
  private void forget(int number, long bytes) {
    List<PathState> oldest = new ArrayList<>(states.values());
    oldest.sort(Comparator.comparingInt(PathState::lastSnapshot).thenComparing(PathState::path));
    for (PathState state : oldest) {
      boolean few = budget.held() <= bytes && states.size() <= MAX_PATHS / 2;
      if (few || state.lastSnapshot() >= number) {
        return;
      }
      budget.holds(-state.weight());
      state.forgetParsed();
      states.remove(state.path());
    }
  }

  /**
   * How much of an archive's content may be held at once, and how much may be read again for bytes
   * that only point at it: a link to another path, or a delta of a file that is read as a whole.
   */
  private static final class ContentBudget {
    /** Heap for contents at the end of a snapshot, looked at now and then. */
    static final long BYTES = 64L << 20;

    /** Heap for contents within a snapshot: the newest of everything, and what replaces it. */
    private static final long MOST_BYTES = 2 * BYTES;

    /** Bytes that may be read again in any archive: a few seconds' work. */
    private static final long FREE = 4L << 30;

    /** And beyond it for each byte that came: real deltas of large files are a fiftieth of them. */
    private static final long EACH = 200;

    private long held;
    private long received;
    private long again;

    /** Bytes held now. */
    long held() {
      return held;
    }

    /** What is held has changed by so many bytes. */
    void holds(long more) {
      held += more;
    }

    /** Whether there is room for so many bytes more. */
    boolean hasRoom(long bytes) {
      return held + bytes <= MOST_BYTES;
    }

    /** Bytes have come out of the archive itself. */
    void receive(long bytes) {
      received += bytes;
    }

    /** Whether so many bytes may be read again; they count if so. */
    boolean mayReadAgain(long bytes) {
      if (again + bytes > FREE + EACH * received) {
        return false;
      }
      again += bytes;
      return true;
    }
  }
}
