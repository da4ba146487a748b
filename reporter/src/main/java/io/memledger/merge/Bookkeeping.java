package io.memledger.merge;

import io.memledger.rule.Company.Ratio;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Map;

/** What the kernel keeps of memory of another line belongs to whoever takes that memory. */
final class Bookkeeping implements Relation {
  @Override
  public Tie tie(MergedFinding kept, MergedFinding books, List<MergedFinding> open) {
    Map<Category, Ratio> keeps = books.claim().company().keeps();
    return books.isPlace()
            && !kept.claim().isWholeHost()
            && kept.kind() != Subject.Kind.CGROUP
            && kept.claim().company().keeps().isEmpty()
            && keeps.entrySet().stream()
                .anyMatch(k -> isOf(k.getValue(), kept.on(k.getKey()), books))
            && Times.meet(kept, books)
        ? Tie.ABSORB
        : Tie.NONE;
  }

  private static boolean isOf(Ratio ratio, double kept, MergedFinding books) {
    return kept > 0 && ratio.has(books.on(books.line()) / kept);
  }
}
