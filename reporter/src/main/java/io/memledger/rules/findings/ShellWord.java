package io.memledger.rules.findings;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text of the archive as one word of a POSIX shell's command, whatever it holds: as it is where it
 * is plain, else quoted; what cannot be seen stands there as its octal numbers.
 */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@-]++");

  private ShellWord() {}

  static String of(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    boolean shown = text.codePoints().allMatch(ShellWord::isShown);
    return shown ? quoted(text) : "\"$(printf '%b' " + quoted(octal(text)) + ")\"";
  }

  /** Within single quotes nothing but the quote itself means anything (POSIX XCU 2.2.2). */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isShown(int c) {
    return c >= ' ' && c <= '~' || Character.isLetterOrDigit(c);
  }

  /** With \0ooo, as printf's %b reads it, for each byte that is not to be seen. */
  private static String octal(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c) && c != '\\') {
                out.appendCodePoint(c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  out.append("\\0").append(Integer.toOctalString((b & 0xff) + 01000).substring(1));
                }
              }
            });
    return out.toString();
  }
}
