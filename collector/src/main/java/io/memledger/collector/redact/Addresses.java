package io.memledger.collector.redact;

/**
 * Addresses of the kernel, moved within each 4 GiB by a distance that only the key tells: two that
 * are near each other stay so, since readers look a call site up between two symbols.
 */
final class Addresses {
  private static final long LOW = 0xffffffffL;

  private final Names names;
  private final int swap;
  private int region = -1;
  private long distance;

  Addresses(Names names) {
    this.names = names;
    byte[] hash = names.hash("regions");
    swap = (hash[0] & 255) << 8 | hash[1] & 255;
  }

  /** A line with all its addresses moved. */
  String line(String line) {
    return moved(line, 1);
  }

  /** A line with all its addresses moved back. */
  String back(String line) {
    return moved(line, -1);
  }

  private String moved(String line, int way) {
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < line.length(); i++) {
      if (!isDigit(line.charAt(i))) {
        while (i + 1 < line.length()
            && isWord(line.charAt(i))
            && isWord(line.charAt(i + 1))
            && !line.startsWith("0x", i + 1)) {
          i++;
        }
        continue;
      }
      boolean prefixed = line.startsWith("0x", i);
      int from = prefixed ? i + 2 : i;
      int end = from;
      while (end < line.length() && isDigit(line.charAt(end))) {
        end++;
      }
      boolean whole = end == line.length() || !isWord(line.charAt(end));
      boolean wide = end - from == 16 && line.startsWith("ffff", from);
      boolean narrow =
          end - from == 8
              && line.charAt(from) >= '8'
              && (prefixed
                  || isSymbol(line, end)
                  || i > 0 && "=<".indexOf(line.charAt(i - 1)) >= 0);
      if (whole && (wide || narrow)) {
        out = out == null ? new StringBuilder() : out;
        out.append(line, copied, from);
        String hex = line.substring(from, end);
        out.append(wide ? wide(hex, way) : narrow(hex, way));
        copied = end;
      }
      i = Math.max(i, end - (whole ? 1 : 0));
      while (!whole && i + 1 < line.length() && isWord(line.charAt(i + 1))) {
        i++;
      }
    }
    return out == null ? line : out.append(line.substring(copied)).toString();
  }

  /** Whether a line of kallsyms goes on here: " T name". */
  private static boolean isSymbol(String line, int end) {
    return end == 8
        && line.length() > end + 3
        && line.charAt(end) == ' '
        && line.charAt(end + 2) == ' '
        && Character.isLetter(line.charAt(end + 1));
  }

  private static boolean isDigit(char c) {
    return Names.isHex(c);
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private synchronized String wide(String hex, int way) {
    int shown = Integer.parseInt(hex.substring(4, 8), 16);
    int other = shown ^ swap;
    prepare(way > 0 ? shown : other);
    long low = Long.parseLong(hex.substring(8), 16) + way * distance & LOW;
    return "ffff" + padded(other, 4) + padded(low, 8);
  }

  private synchronized String narrow(String hex, int way) {
    prepare(-2);
    // Within the upper half, where a kernel of 32 bits is.
    long half = 0x7fffffffL;
    return padded((Long.parseLong(hex, 16) + way * distance & half) | half + 1, 8);
  }

  private void prepare(int number) {
    if (region != number) {
      byte[] hash = names.hash("addresses " + number);
      long bits = (hash[0] & 255) << 16 | (hash[1] & 255) << 8 | hash[2] & 255;
      // More than half: the kernel's text is in the upper half, and must not be torn apart.
      distance = 0x80000000L + (bits << 12 & 0x7ffff000L);
      region = number;
    }
  }

  private static String padded(long value, int digits) {
    String hex = Long.toHexString(value);
    StringBuilder out = new StringBuilder();
    for (int i = hex.length(); i < digits; i++) {
      out.append('0');
    }
    return out.append(hex).toString();
  }
}
