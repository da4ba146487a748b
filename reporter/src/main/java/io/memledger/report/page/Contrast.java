package io.memledger.report.page;

/** Contrast of two colours as WCAG 2.2 defines it: 1 to 21. */
public final class Contrast {
  private Contrast() {}

  /**
   * @param first #rrggbb
   * @param second #rrggbb
   */
  public static double of(String first, String second) {
    double a = luminance(Integer.parseInt(first.substring(1), 16));
    double b = luminance(Integer.parseInt(second.substring(1), 16));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Relative luminance of sRGB, 0 to 1: also how light a grey print is. */
  static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int eight) {
    double value = eight / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
