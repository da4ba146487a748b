package io.memledger.report.data;

import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of a table for spreadsheets (RFC 4180). A cell that is text goes through {@link #text}, so
 * that none can begin a formula, whether a comma or a semicolon parts the cells; numbers are bare.
 */
public final class CsvRows implements Closeable {
  /** What begins a formula, in its full width too, or is passed over before one. */
  private static final String BEGINS_FORMULA = "=+-@\t\r\n|%＝＋－＠";

  private static final int DECIMALS = 4;

  private final Writer out;

  public CsvRows(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Writes a row of texts, integers and doubles; null, like NaN, is not known. */
  public void row(Object... cells) throws IOException {
    rowOf(List.of(), cells);
  }

  /** Writes a row that begins with these cells and goes on with those. */
  public void rowOf(List<?> first, Object... more) throws IOException {
    int at = 0;
    for (Object cell : first) {
      cell(at++, cell);
    }
    for (Object cell : more) {
      cell(at++, cell);
    }
    out.write("\r\n");
  }

  private void cell(int at, Object cell) throws IOException {
    if (at > 0) {
      out.write(',');
    }
    if (cell instanceof Double number) {
      out.write(number(number));
    } else if (cell instanceof Number number) {
      out.write(number.toString());
    } else if (cell != null) {
      out.write(quoted(text(cell.toString())));
    }
  }

  /** No exponent, at most four decimals; empty for not known. */
  private static String number(double value) {
    return Numbers.unknown(value)
        ? ""
        : BigDecimal.valueOf(value)
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }

  /**
   * All characters visible, and nothing that a spreadsheet would run: half of the world's take a
   * semicolon for a comma, whatever the quotes, so that what follows one may be a cell too.
   */
  private static String text(String given) {
    StringBuilder safe = new StringBuilder();
    int from = 0;
    for (int to = given.indexOf(';'); to >= 0; to = given.indexOf(';', from)) {
      part(given.substring(from, to), safe);
      safe.append(';');
      from = to + 1;
    }
    part(given.substring(from), safe);
    return safe.toString();
  }

  private static void part(String given, StringBuilder to) {
    String bare = given.stripLeading();
    boolean control = !bare.isEmpty() && Character.isISOControl(bare.charAt(0));
    if (control || begins(given) || begins(bare)) {
      to.append('\'');
    }
    to.append(Names.visible(given));
  }

  private static boolean begins(String text) {
    // A quote too: one that is taken off may have a formula behind it.
    return !text.isEmpty()
        && (text.charAt(0) == '"' || BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0);
  }

  /** In quotes where a reader could see more than one cell in it, or take its ends off. */
  private static String quoted(String text) {
    boolean parts = text.chars().anyMatch(c -> c == ',' || c == ';' || c == '"');
    boolean ends = !text.equals(text.strip());
    return parts || ends ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
