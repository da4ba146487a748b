package io.memledger.corpus.page;

import java.util.Locale;

/** Text of the page of figures: tables, and numbers that are the same everywhere. */
public final class PageText {
  private final StringBuilder out = new StringBuilder();

  public PageText text(String text) {
    out.append(text);
    return this;
  }

  /** A heading of this level. */
  public PageText heading(int level, String title) {
    out.append("#".repeat(level)).append(' ').append(title).append("\n\n");
    return this;
  }

  /** The head of a table. */
  public PageText head(String... cells) {
    line(cells);
    out.append('|').append(" --- |".repeat(cells.length)).append('\n');
    return this;
  }

  public PageText line(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  /** Ends a table or a list. */
  public PageText end() {
    out.append('\n');
    return this;
  }

  public static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  public static String percent(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  /** A share of counts; a dash where there is nothing to count. */
  public static String share(double part, double whole) {
    return number(whole == 0 ? Double.NaN : part / whole);
  }

  /** As "5 of 6". */
  public static String of(long part, long whole) {
    return part + " of " + whole;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
