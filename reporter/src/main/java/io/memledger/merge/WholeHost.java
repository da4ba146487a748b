package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.series.Category;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the host loses as a whole is what its leaks take, where they take most of it; two counts
 * that agree make the largest of them surer.
 */
final class WholeHost implements Relation {
  @Override
  public Tie tie(MergedFinding named, MergedFinding host, List<MergedFinding> open) {
    return host.claim().isWholeHost()
            && !named.claim().isWholeHost()
            && host.total() > 0
            // What is only suspected does not hide what is sure.
            && named.status().compareTo(host.status()) <= 0
            && named(open) >= Shares.MAIN * host.total()
        ? Tie.CORROBORATE
        : Tie.NONE;
  }

  @Override
  public boolean isIndependent() {
    return true;
  }

  /** Bytes an hour on all lines of the ledger that somebody or something is named for. */
  private static double named(List<MergedFinding> open) {
    Map<Category, Double> lines = new EnumMap<>(Category.class);
    for (MergedFinding one : open) {
      one.lines().forEach((line, bytes) -> lines.merge(line, bytes, Double::sum));
    }
    return lines.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
