package io.memledger.corpus.files;

/** Builds a file's text without a format string per line, for millions of lines are written. */
public final class Text {
  public final StringBuilder out = new StringBuilder(1 << 14);

  Text clear() {
    out.setLength(0);
    return this;
  }

  public Text put(String part) {
    out.append(part);
    return this;
  }

  public Text put(long number) {
    out.append(number);
    return this;
  }

  /** Right-aligned, as %*d. */
  Text padded(long number, int width) {
    int start = out.length();
    out.append(number);
    for (int missing = width - (out.length() - start); missing > 0; missing--) {
      out.insert(start, ' ');
    }
    return this;
  }

  /** "name number". */
  Text line(String name, long number) {
    out.append(name).append(' ').append(number).append('\n');
    return this;
  }

  /** "Name: number kB", as meminfo. */
  Text kib(String name, long kib) {
    int start = out.length();
    out.append(name).append(':');
    while (out.length() - start < 16) {
      out.append(' ');
    }
    return padded(kib, 8).put(" kB\n");
  }

  /** "Name: number kB", as status. */
  Text tabbed(String name, long kib) {
    out.append(name).append(":\t");
    return padded(kib, 8).put(" kB\n");
  }

  /** Seconds or a percentage with two decimals. */
  public Text hundredths(double value) {
    long whole = Math.round(value * 100);
    out.append(whole / 100).append('.');
    long rest = Math.abs(whole % 100);
    if (rest < 10) {
      out.append('0');
    }
    out.append(rest);
    return this;
  }
}
