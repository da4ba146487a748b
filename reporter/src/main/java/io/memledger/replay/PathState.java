package io.memledger.replay;

import io.memledger.series.Metric;
import io.memledger.source.ProcText;
import io.memledger.source.Source;
import java.util.Arrays;
import java.util.List;

/** The newest content of one path, and what it says once it has been read. */
final class PathState {
  /** Bytes of a file that is worth taking apart to compare it with the next one: a page. */
  private static final int SMALLEST = 4096;

  /** And of one that is not too large to. */
  private static final int LARGEST = 4 << 20;

  /** Heap of a path without its content: its name, its place in tables, and what it says. */
  private static final int BARE = 500;

  private final String path;
  private final Source source;

  /** Bytes that are kept free for the next, larger content: those of the largest are few. */
  private static final int MOST_SPARE = 1 << 16;

  private byte[] content = new byte[0];
  private int length;
  private LineTable lines;
  private boolean joined = true;
  private Batch whole;
  private Totals totals;
  private int emittedTick;
  private List<Batch> spare = List.of();
  private boolean parsed;
  private boolean full;
  private boolean odd;
  private boolean sampled;
  private boolean told;
  private long since;
  private long until;
  private int snapshot = -1;

  PathState(String path, Source source) {
    this.path = path;
    this.source = source;
  }

  /** Takes full content. */
  void content(byte[] data, int size, long stamp) {
    boolean same = parsed && lines == null && Arrays.equals(content, 0, length, data, 0, size);
    if (!same) {
      if (!compared(data, size)) {
        if (content.length < size) {
          content = new byte[size + Math.min(size / 8, MOST_SPARE)];
        }
        System.arraycopy(data, 0, content, 0, size);
        length = size;
        takeWhole();
      }
      parsed = false;
    }
    full = true;
    sampled = true;
    since = stamp;
    until = stamp;
  }

  /** Takes full content as the change of its lines, if that gives the same with less work. */
  private boolean compared(byte[] data, int size) {
    boolean fit = size >= SMALLEST && size <= LARGEST && source.linesStandAlone();
    if (!fit || odd || lines == null && (!parsed || TextLines.tooShort(content, length))) {
      return false;
    }
    takeApart();
    return lines.whole(data, size);
  }

  private void takeApart() {
    if (lines == null) {
      markSeen();
      lines = new LineTable(content, length);
      whole = null;
    }
    content = new byte[0];
    length = 0;
    joined = false;
  }

  private void takeWhole() {
    if (byLine()) {
      markSeen();
      lines.takeGone().forEach(batch -> batch.markSeen(emittedTick));
    }
    lines = null;
    discardTotals();
    joined = true;
  }

  /** Applies a delta; false if it is none. */
  boolean delta(byte[] data, int size, long stamp) {
    if (size < 1 || data[0] != '-') {
      return false;
    }
    takeApart();
    lines.apply(data, size);
    full = false;
    parsed = false;
    since = stamp;
    until = stamp;
    return true;
  }

  /** The same content was sampled again. */
  void again(long stamp) {
    until = stamp;
  }

  /** True if a snapshot of this time had this content. */
  boolean holdsAt(long stamp) {
    return sampled && stamp >= Math.min(since, until) && stamp <= Math.max(since, until);
  }

  /** True if the path was ever sampled, so that a delta has its base. */
  boolean sampled() {
    return sampled;
  }

  /** Content of another path becomes this one's. */
  void copyOf(PathState other, long stamp) {
    if (other.joined) {
      content(other.content, other.length, stamp);
    } else {
      byte[] data = other.lines.join();
      content(data, data.length, stamp);
    }
  }

  /** What the path holds now, whole. */
  byte[] text() {
    return joined ? Arrays.copyOf(content, length) : lines.join();
  }

  /** Forgets what was read, but not the content: its subjects are not what they were. */
  void forgetParsed() {
    markSeen();
    parsed = false;
    emittedTick = 0;
    discardTotals();
    if (lines != null) {
      lines.forget();
    }
  }

  /** Its subjects were seen when it was sampled last. */
  void markSeen() {
    if (emittedTick == 0) {
      return;
    }
    if (byLine()) {
      for (LineTable.Line line : lines.lines()) {
        if (line.batch != null) {
          line.batch.markSeen(emittedTick);
        }
      }
    } else if (whole != null) {
      whole.markSeen(emittedTick);
    }
  }

  private void discardTotals() {
    if (totals != null) {
      totals.discard();
      totals = null;
    }
  }

  private boolean byLine() {
    return lines != null && source.linesStandAlone();
  }

  /** Reads what is new of the content into batches. */
  void parse(ProcText text, ParseSink sink, Segment segment) {
    if (parsed) {
      return;
    }
    parsed = true;
    if (byLine()) {
      parseLines(text, sink, segment);
      if (!full || !odd && totals.exact()) {
        return;
      }
      // What cannot be read is counted by its line's number in the whole file.
      odd = true;
      content = lines.join();
      length = content.length;
      takeWhole();
    }
    byte[] data = joined ? content : lines.join();
    if (whole == null) {
      whole = new Batch();
    }
    whole.markSeen(emittedTick);
    whole.clear();
    sink.begin(this, whole, false);
    source.parse(path, text.reset(data, 0, joined ? length : data.length), sink);
  }

  private void parseLines(ProcText text, ParseSink sink, Segment segment) {
    if (totals == null) {
      totals = new Totals();
      lines.forget();
    }
    List<Batch> gone = lines.takeGone();
    int reused = 0;
    for (LineTable.Line line : lines.takeFresh()) {
      line.batch = reused < spare.size() ? spare.get(reused++) : new Batch();
      sink.begin(this, line.batch, full);
      source.parse(path, text.reset(line.text, 0, line.text.length), sink);
      line.batch.addTo(totals, segment);
    }
    // What is gone is taken out last, so that a series that goes on keeps its place.
    for (Batch old : gone) {
      old.removeFrom(totals);
      old.markSeen(emittedTick);
      old.clear();
    }
    spare = gone;
  }

  /** It holds a line that cannot be read. */
  void malformed() {
    odd = true;
  }

  /** Puts all values into the segment's current snapshot. */
  void emit(Segment segment) {
    emittedTick = segment.grid().tick();
    if (byLine()) {
      totals.emit(segment.grid());
    } else {
      whole.emit(segment);
    }
  }

  /** A value that a file of the host holds; NaN if it does not. */
  double host(Metric metric) {
    if (!byLine()) {
      return whole.host(metric);
    }
    for (LineTable.Line line : lines.lines()) {
      double value = line.batch.host(metric);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return Double.NaN;
  }

  /** True once: what kinds of files there are is known from the first of each path. */
  boolean firstEver() {
    boolean first = !told;
    told = true;
    return first;
  }

  String path() {
    return path;
  }

  Source source() {
    return source;
  }

  /** Marks it as sampled in a snapshot; false if it was already. */
  boolean due(int number) {
    boolean first = snapshot != number;
    snapshot = number;
    return first;
  }

  /** Number of the snapshot that sampled it last. */
  int lastSnapshot() {
    return snapshot;
  }

  /** Bytes of heap that the content takes, about. */
  int weight() {
    return BARE + content.length + (lines == null ? 0 : lines.weight());
  }

  /** Heap that a delta would add, with the lines that it makes of the content. */
  long weightOfDelta(byte[] data, int size) {
    return TextLines.weight(data, size) + (lines == null ? TextLines.weight(content, length) : 0);
  }

  /** Bytes of the content. */
  int size() {
    return lines == null ? length : lines.length();
  }
}
