package io.memledger.source;

import io.memledger.series.Subject;
import java.util.HashSet;
import java.util.Set;

/** The name of a call site while it is put together; what is beyond its size is left out. */
final class SiteName {
  /** Bytes; real names are below 150. */
  private static final int LONGEST = 256;

  /** Call sites of a file; real kernels have five to ten thousand. */
  private static final int MOST_SITES = 40_000;

  private final Set<Integer> seen = new HashSet<>();
  private final byte[] bytes = new byte[LONGEST];
  private int length;
  private boolean refused;

  void clear() {
    length = 0;
  }

  SiteName add(byte[] text, int from, int to) {
    int count = Math.max(0, Math.min(to - from, LONGEST - length));
    System.arraycopy(text, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Adds plain ASCII. */
  SiteName add(String text) {
    for (int i = 0; i < text.length() && length < LONGEST; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether sites were left out, which is worth a warning. */
  boolean hasRefused() {
    return refused;
  }

  /**
   * The values that follow belong to this call site; false, and they belong to nobody, if the file
   * has named more sites than any kernel has.
   */
  boolean name(Sink sink) {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + bytes[i];
    }
    if (seen.size() >= MOST_SITES && !seen.contains(hash)) {
      refused = true;
      return false;
    }
    seen.add(hash);
    sink.named(Subject.Kind.CALL_SITE, bytes, 0, length);
    return true;
  }
}
