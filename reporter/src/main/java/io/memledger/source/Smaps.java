package io.memledger.source;

import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * /proc/&lt;pid&gt;/smaps: a header line "start-end mode offset device inode name" for each range,
 * then "Key: number kB" of it (proc_pid_smaps(5)). Which range is which is settled by {@link
 * RangeKinds} when all are known.
 */
final class Smaps implements Source {
  /** Ranges of one process that are kept; beyond it those that hold least go. */
  private static final int MOST_RANGES = 16_384;

  /** Words between the mode and the name: offset, device, inode. */
  private static final int BEFORE_NAME = 3;

  private static final int MODE_LENGTH = 4;
  private static final double KIB = 1024;

  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "smaps");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    RangeKinds all = new RangeKinds();
    AddressRange open = null;
    String name = "";
    double bytes = 0;
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      int dash = dash(text);
      if (dash >= 0) {
        all.add(open, bytes);
        bytes = 0;
        open = header(text, dash, name);
        name = open == null ? name : open.name();
        if (open == null) {
          sink.malformed(text.line());
        }
      } else if (text.wordIs("Rss:") || text.wordIs("Swap:")) {
        if (open == null) {
          continue;
        }
        if (text.nextNumber() && text.value() >= 0 && text.nextWord() && text.wordIs("kB")) {
          bytes += text.value() * KIB;
        } else {
          sink.malformed(text.line());
        }
      }
    }
    all.add(open, bytes);
    sink.addressSpace(ProcPath.pid(path), holding(all.settled()));
  }

  /** Place of the dash in a first word such as 7f12-7f13; -1 if it is a key of the range above. */
  private static int dash(ProcText text) {
    if (text.bytes()[text.wordEnd() - 1] == ':') {
      return -1;
    }
    return text.indexOf('-', text.wordStart());
  }

  /** Null if the line is none. The name before it is used again: many ranges are of one file. */
  private static AddressRange header(ProcText text, int dash, String before) {
    long start = address(text, text.wordStart(), dash);
    long end = address(text, dash + 1, text.wordEnd());
    boolean ordered = start != -1 && end != -1 && Long.compareUnsigned(start, end) < 0;
    if (!ordered || !text.nextWord() || text.wordEnd() - text.wordStart() != MODE_LENGTH) {
      return null;
    }
    String mode = text.word();
    if (!text.skipWords(BEFORE_NAME)) {
      return null;
    }
    String name = text.rest();
    return new AddressRange(
        Kind.AREA, start, end, mode, name.equals(before) ? before : name, Double.NaN);
  }

  /** A hexadecimal address; -1 if it is none. */
  private static long address(ProcText text, int from, int to) {
    if (to <= from || to - from > Long.BYTES * 2) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.bytes()[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static List<AddressRange> holding(List<AddressRange> all) {
    List<AddressRange> held = new ArrayList<>(all);
    held.removeIf(r -> !(r.bytes() > 0));
    if (held.size() > MOST_RANGES) {
      held.sort(Comparator.comparingDouble(r -> -r.bytes()));
      held = new ArrayList<>(held.subList(0, MOST_RANGES));
      held.sort((a, b) -> Long.compareUnsigned(a.start(), b.start()));
    }
    return held;
  }
}
