package io.memledger.report.words;

/** Text of the archive (process, host and cache names), which is hostile, made fit to be shown. */
public final class Names {
  /** Longest name in a sentence or a table; report.json and the CSV files hold the whole. */
  static final int LONGEST = 80;

  private Names() {}

  /** Every character visible, and no longer than {@link #LONGEST}. */
  public static String shown(String name) {
    String visible = visible(name);
    int length = visible.codePointCount(0, visible.length());
    return length <= LONGEST
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /**
   * Control characters, direction overrides, invisible and unassigned characters written as escapes
   * (U+202E becomes the six characters backslash u202E), so that no name can hide or reorder text.
   */
  public static String visible(String name) {
    StringBuilder out = new StringBuilder(name.length());
    name.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          out.append(escape(c));
      default -> out.appendCodePoint(c);
    }
  }

  /** The escape that stands for a character which cannot be shown. */
  public static String escape(int c) {
    if (c == '\n') {
      return "\\n";
    }
    if (c == '\t') {
      return "\\t";
    }
    String hex = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return c > 0xFFFF ? "\\u{" + hex + "}" : "\\u" + "0".repeat(4 - hex.length()) + hex;
  }
}
