package io.memledger.forms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The beginning of a file, by which its form is recognised. */
public final class Head {
  /** So much of a file tells what it is. */
  public static final int BYTES = 1 << 18;

  /** A line that is longer is none of a text that people read. */
  private static final int LONGEST = 4_000;

  private final byte[] bytes;
  private final List<String> lines;
  private final boolean text;

  Head(byte[] bytes, boolean whole) {
    this.bytes = bytes;
    boolean zero = false;
    for (byte b : bytes) {
      zero |= b == 0;
    }
    text = !zero;
    lines = zero ? List.of() : lines(bytes, whole);
  }

  private static List<String> lines(byte[] bytes, boolean whole) {
    List<String> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length ? whole && from < i : bytes[i] == '\n') {
        int to = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
        found.add(new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return List.copyOf(found);
  }

  /** Whether it is text: it holds no zero byte. */
  public boolean isText() {
    return text;
  }

  /** Its whole lines. */
  public List<String> lines() {
    return lines;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether its lines tell of the host's memory as people log it, so that it is a mixed log. */
  public boolean tellsOfHost() {
    return lines.stream()
        .anyMatch(
            line ->
                line.startsWith("MemTotal:")
                    || line.startsWith("MemFree:")
                    || line.startsWith("Mem: ")
                    || line.startsWith("top - "));
  }

  /** Its first characters, whatever lines they are. */
  public String start() {
    return new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
  }

  /** Whether it begins with these bytes. */
  public boolean startsWith(int... first) {
    boolean same = bytes.length >= first.length;
    for (int i = 0; same && i < first.length; i++) {
      same = (bytes[i] & 0xff) == first[i];
    }
    return same;
  }
}
