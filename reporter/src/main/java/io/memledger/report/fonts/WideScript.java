package io.memledger.report.fonts;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Characters as wide as the font is high: Chinese, Japanese and Korean scripts and their signs. The
 * shipped fonts have none of them, but charts know how much room they take, whatever font shows
 * them in the end.
 */
public final class WideScript {
  /** First and last of each range (Unicode's East Asian Width W and F, within 16 bits). */
  private static final int[][] RANGES = {
    {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA960, 0xA97C},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}
  };

  private WideScript() {}

  public static boolean has(int codePoint) {
    return Arrays.stream(RANGES).anyMatch(r -> codePoint >= r[0] && codePoint <= r[1]);
  }

  static IntStream all() {
    return Arrays.stream(RANGES).flatMapToInt(r -> IntStream.rangeClosed(r[0], r[1]));
  }
}
