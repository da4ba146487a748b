package io.memledger.report.data;

/** Text of the archive as Markdown that shows it as it is: no markup, no link, no mention. */
public final class MarkdownText {
  private static final String SPECIAL = "\\`*_{}[]#|~^$!";

  private MarkdownText() {}

  public static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        // A name with an at sign would call somebody; one with a scheme would become a link.
        case '@' -> out.append("&#64;");
        case ':' -> out.append(text.startsWith("://", i) ? "&#58;" : ":");
        case '.' -> out.append(isHost(text, i) ? "&#46;" : ".");
        case '\n', '\r', '\t' -> out.append(' ');
        default -> {
          if (SPECIAL.indexOf(c) >= 0) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    return out.toString();
  }

  /** At the start of a line a few more characters mean something: lists and numbers. */
  public static String line(String text) {
    String escaped = escaped(text.strip());
    return escaped.matches("(?s)([-+=]|\\d+[.)](\\s|$)).*") ? "\\" + escaped : escaped;
  }

  /** After www the dot makes a link. */
  private static boolean isHost(String text, int dot) {
    return dot >= 3 && text.regionMatches(true, dot - 3, "www", 0, 3);
  }

  /** A command in a block of its own, behind a fence longer than any in it. */
  public static String block(String command) {
    String fence = "```";
    while (command.contains(fence)) {
      fence += "`";
    }
    return fence + "sh\n" + command + "\n" + fence + "\n";
  }
}
