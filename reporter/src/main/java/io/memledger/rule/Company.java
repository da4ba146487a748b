package io.memledger.rule;

import io.memledger.series.Category;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a claim was shown to belong together with by the rule that saw the courses, so that merging
 * need not know them.
 *
 * @param brings bytes an hour by line of the ledger that grew in step with it, so much for each
 * @param keeps by line of which it is the kernel's own bookkeeping: bytes of it for one byte there
 * @param each bytes of one of its objects; NaN where they have no one size
 */
public record Company(Map<Category, Double> brings, Map<Category, Ratio> keeps, double each) {
  /** Nothing was shown. */
  public static final Company NONE = new Company(Map.of(), Map.of(), Double.NaN);

  /** From the least to the most. */
  public record Ratio(double least, double most) {
    public boolean has(double ratio) {
      return ratio >= least && ratio <= most;
    }
  }

  public Company {
    brings = copy(brings);
    keeps = copy(keeps);
  }

  public static Company bringing(Map<Category, Double> perHour) {
    return new Company(perHour, Map.of(), Double.NaN);
  }

  public static Company keeping(Category line, double least, double most) {
    return new Company(Map.of(), Map.of(line, new Ratio(least, most)), Double.NaN);
  }

  /** With objects of this size. */
  public Company ofSize(double bytes) {
    return new Company(brings, keeps, bytes);
  }

  private static <T> Map<Category, T> copy(Map<Category, T> some) {
    Map<Category, T> own = new EnumMap<>(Category.class);
    own.putAll(some);
    return Collections.unmodifiableMap(own);
  }
}
