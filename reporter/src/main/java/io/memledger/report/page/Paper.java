package io.memledger.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The paper that the PDF is set for. */
public enum Paper {
  A4(210, 297),
  LETTER(215.9, 279.4);

  /** Left and right of the text; print.css has the same. */
  private static final double MARGIN = 18;

  /** Three of them and their gaps fit on either paper; print.css has the same. */
  private static final double COLUMN = 55;

  private static final double MM_PER_INCH = 25.4;
  private static final double PIXELS_PER_INCH = 96;

  private final double width;
  private final double height;

  Paper(double width, double height) {
    this.width = width;
    this.height = height;
  }

  public static Optional<Paper> of(String name) {
    return Arrays.stream(values())
        .filter(p -> p.id().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Paper::id).toList();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the style sheet's {@code @page} says. */
  public String css() {
    return "@page{size:" + width + "mm " + height + "mm}\n";
  }

  /** Width of the text in CSS pixels. */
  public double textWidth() {
    return pixels(width - 2 * MARGIN);
  }

  /** Width of one of the columns in which small charts stand side by side, in CSS pixels. */
  public double columnWidth() {
    return pixels(COLUMN);
  }

  private static double pixels(double millimetres) {
    return millimetres / MM_PER_INCH * PIXELS_PER_INCH;
  }
}
