package io.memledger.merge;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;

/** Page tables that come with the memory that they map, whoever is named for it. */
final class PageTablesOfData implements Relation {
  /** What maps memory needs page tables of a five-hundredth of it; with huge holes, of more. */
  private static final double PAGE_TABLES = 0.02;

  @Override
  public Tie tie(MergedFinding data, MergedFinding tables, List<MergedFinding> open) {
    double mapped = data.on(Category.ANONYMOUS) + data.on(Category.SHMEM);
    return tables.kind() == Subject.Kind.HOST
            && tables.line() == Category.PAGE_TABLES
            && mapped > 0
            && tables.total() <= PAGE_TABLES * mapped
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
