package io.memledger.collector.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the entries of a tar one after the other: ustar, with GNU or pax names and sizes. */
public final class TarInput {
  /** Of extensions that hold a name. */
  private static final int LONGEST_NAME = 1 << 16;

  private final InputStream in;
  private final byte[] block = new byte[TarHeader.BLOCK];
  private long left;
  private int padding;

  public String name;
  public String link;
  public char type;
  public long size;
  public long mtime;

  /** Whether the end-of-archive block was found. */
  public boolean ended;

  public TarInput(InputStream in) {
    this.in = in;
  }

  /** Goes on to the next entry; false at the end, or where the archive is cut off. */
  public boolean next() throws IOException {
    String longName = null;
    String longLink = null;
    long longSize = -1;
    while (true) {
      skip(left + padding);
      left = 0;
      padding = 0;
      if (!fill(block, TarHeader.BLOCK)) {
        return false;
      }
      if (block[0] == 0) {
        ended = true;
        return false;
      }
      size = number(124, 12);
      type = (char) block[156];
      if (size < 0) {
        return false;
      }
      left = size;
      padding = (int) -size & TarHeader.BLOCK - 1;
      if (type != 'L' && type != 'K' && type != 'x' && type != 'g') {
        break;
      }
      String text = text();
      if (text == null) {
        return false;
      }
      if (type == 'L') {
        longName = untilZero(text);
      } else if (type == 'K') {
        longLink = untilZero(text);
      } else if (type == 'x') {
        longName = pax(text, "path", longName);
        longLink = pax(text, "linkpath", longLink);
        String digits = pax(text, "size", null);
        longSize = digits == null ? longSize : Long.parseLong(digits);
      }
    }
    String prefix = block[257] == 'u' && block[262] == 0 ? text(345, 155) : "";
    name = longName != null ? longName : (prefix.isEmpty() ? "" : prefix + '/') + text(0, 100);
    link = longLink != null ? longLink : text(157, 100);
    mtime = Math.max(0, number(136, 12));
    if (longSize >= 0) {
      size = longSize;
      left = size;
      padding = (int) -size & TarHeader.BLOCK - 1;
    }
    return true;
  }

  /** Bytes of the entry: how many, -1 at its end. */
  public int read(byte[] to) throws IOException {
    int count = left == 0 ? -1 : in.read(to, 0, (int) Math.min(to.length, left));
    if (count > 0) {
      left -= count;
    }
    return count;
  }

  /** Whether all bytes of the entry were there; to be asked behind them. */
  public boolean isWhole() {
    return left == 0;
  }

  private String text() throws IOException {
    if (size > LONGEST_NAME) {
      return "";
    }
    byte[] bytes = new byte[(int) size];
    boolean whole = fill(bytes, bytes.length);
    left = 0;
    return whole ? new String(bytes, StandardCharsets.ISO_8859_1) : null;
  }

  private static String untilZero(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Records are "length key=value\n". */
  private static String pax(String text, String key, String otherwise) {
    String value = otherwise;
    for (int at = 0; at < text.length(); ) {
      int blank = text.indexOf(' ', at);
      int equals = text.indexOf('=', at);
      if (blank < 0 || equals < blank) {
        break;
      }
      int length;
      try {
        length = Integer.parseInt(text.substring(at, blank));
      } catch (NumberFormatException e) {
        break;
      }
      int end = at + length;
      if (length <= 0 || end > text.length() || end <= equals) {
        break;
      }
      if (text.substring(blank + 1, equals).equals(key)) {
        value = text.substring(equals + 1, end - 1);
      }
      at = end;
    }
    return value;
  }

  private boolean fill(byte[] to, int count) throws IOException {
    int at = 0;
    while (at < count) {
      int more = in.read(to, at, count - at);
      if (more < 0) {
        return false;
      }
      at += more;
    }
    return true;
  }

  private void skip(long count) throws IOException {
    byte[] rest = new byte[(int) Math.min(count, 1 << 13)];
    for (long to = count; to > 0; ) {
      int more = in.read(rest, 0, (int) Math.min(rest.length, to));
      if (more < 0) {
        return;
      }
      to -= more;
    }
  }

  private String text(int from, int most) {
    int end = from;
    while (end < from + most && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** Octal digits, or GNU's binary form; -1 if it is neither. */
  private long number(int from, int most) {
    long value = 0;
    if (block[from] == (byte) 0x80) {
      for (int i = from + 1; i < from + most; i++) {
        value = value << 8 | block[i] & 255;
      }
      return value;
    }
    for (int i = from; i < from + most; i++) {
      if (block[i] >= '0' && block[i] <= '7') {
        value = value << 3 | block[i] - '0';
      } else if (block[i] != ' ' && block[i] != 0) {
        return -1;
      }
    }
    return value;
  }
}
