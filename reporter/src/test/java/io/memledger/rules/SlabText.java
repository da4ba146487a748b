package io.memledger.rules;

import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a cache of a real /proc/slabinfo grow: objects in use, objects, slabs. */
public final class SlabText {
  private SlabText() {}

  /**
   * @param slabs added to the cache's slabs by the second of the capture, full of objects in use
   */
  public static RealCapture.Edit growing(String cache, DoubleUnaryOperator slabs) {
    Pattern line =
        Pattern.compile(
            "(?m)^("
                + Pattern.quote(cache)
                + " +)(\\d+)( +)(\\d+)( +\\d+ +)(\\d+)( .* : slabdata +)(\\d+)( +)(\\d+)");
    return (second, text) -> {
      Matcher m = line.matcher(text);
      if (!m.find()) {
        throw new IllegalArgumentException("no cache " + cache);
      }
      long more = (long) slabs.applyAsDouble(second);
      long objects = more * Long.parseLong(m.group(6));
      return text.substring(0, m.start())
          + m.group(1)
          + (Long.parseLong(m.group(2)) + objects)
          + m.group(3)
          + (Long.parseLong(m.group(4)) + objects)
          + m.group(5)
          + m.group(6)
          + m.group(7)
          + (Long.parseLong(m.group(8)) + more)
          + m.group(9)
          + (Long.parseLong(m.group(10)) + more)
          + text.substring(m.end());
    };
  }
}
