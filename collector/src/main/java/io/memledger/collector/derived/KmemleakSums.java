package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.proc.ProcReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * kmemleak's objects, summed by size and backtrace: it prints each with its first bytes, which must
 * not leave the machine, and is largest when it matters most.
 */
public final class KmemleakSums implements ProcReader.Part {
  /** Of all backtraces, in chars: the heap is small. What comes later is summed by its size. */
  private static final int MOST_CHARS = 1 << 19;

  /** Frames of a backtrace that are kept; the kernel keeps 16. */
  private static final int MOST_FRAMES = 16;

  private final Map<String, long[]> sums = new LinkedHashMap<>();
  private final Bytes line = new Bytes(256);
  private final StringBuilder frames = new StringBuilder();
  private String size;
  private boolean isStack;
  private int depth;
  private int chars;

  @Override
  public void take(byte[] part, int length) {
    for (int i = 0; i < length; i++) {
      if (part[i] == '\n') {
        line();
      } else if (line.length < 1 << 10) {
        line.append((char) part[i]);
      }
    }
  }

  private void line() {
    int from = 0;
    while (from < line.length && line.data[from] == ' ') {
      from++;
    }
    if (starts("unreferenced ", from)) {
      count();
      size = size(text(from));
    } else if (starts("backtrace", from)) {
      isStack = true;
    } else if (isStack && depth++ < MOST_FRAMES && from < line.length) {
      String frame = text(from);
      int symbol = frame.startsWith("[<") ? frame.indexOf("] ") : -1;
      frames.append("    ").append(symbol < 0 ? frame : frame.substring(symbol + 2)).append('\n');
    }
    line.clear();
  }

  private boolean starts(String text, int from) {
    for (int i = 0; i < text.length(); i++) {
      if (from + i >= line.length || line.data[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from) {
    return new String(line.data, from, line.length - from, StandardCharsets.ISO_8859_1);
  }

  /** Digits of "… (size 128):", null if it has none. */
  private static String size(String text) {
    int from = text.indexOf("(size ") + 6;
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return from < 6 || end == from || end - from > 18 ? null : text.substring(from, end);
  }

  private void count() {
    if (size != null) {
      String key = size + ' ' + frames;
      long[] sum = sums.get(key);
      if (sum == null && chars + key.length() > MOST_CHARS) {
        key = size + ' ';
        sum = sums.get(key);
      }
      if (sum == null) {
        chars += key.length();
        sums.put(key, sum = new long[1]);
      }
      sum[0]++;
    }
    size = null;
    isStack = false;
    depth = 0;
    frames.setLength(0);
  }

  /** Appends "unreferenced object (size n), so many times:" and the frames, for each sum. */
  public void write(Bytes out) {
    line();
    count();
    for (Map.Entry<String, long[]> one : sums.entrySet()) {
      int blank = one.getKey().indexOf(' ');
      out.append("unreferenced object (size ").append(one.getKey().substring(0, blank));
      out.append("), ").append(one.getValue()[0]).append(" times:\n  backtrace:\n");
      out.append(one.getKey().substring(blank + 1));
    }
  }
}
