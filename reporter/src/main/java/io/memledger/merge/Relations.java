package io.memledger.merge;

import java.util.List;

/**
 * THE list of relations, in the order in which they are folded: who one culprit is, what made the
 * kernel's objects, then what counts the same bytes once more, the widest last.
 */
final class Relations {
  static final List<Relation> ALL =
      List.of(
          new GroupOfMany(),
          new SameCulprit(),
          new MainMember(),
          new SameSite(),
          new Cause(),
          new Brought(),
          new Bookkeeping(),
          new HolderOfSite(),
          new PercpuOfMaps(),
          new UncountedVmalloc(),
          new SameLine(),
          new PageTablesOfData(),
          new OverheadOfProcesses(),
          new ChargedTo(),
          new WholeHost());

  private Relations() {}
}
