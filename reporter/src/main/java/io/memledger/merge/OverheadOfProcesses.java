package io.memledger.merge;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Page tables and stacks that come with processes that somebody is named for, and the kernel
 * objects of ever more processes.
 */
final class OverheadOfProcesses implements Relation {
  /** Kernel memory of a process that lives: stack, task, page tables, by its resident bytes. */
  private static final double OVERHEAD = 0.3;

  @Override
  public Tie tie(MergedFinding group, MergedFinding line, List<MergedFinding> open) {
    if (group.kind() != Subject.Kind.PROCESS_GROUP || line.kind() != Subject.Kind.HOST) {
      return Tie.NONE;
    }
    Category what = line.line();
    boolean ofAny = what == Category.PAGE_TABLES || what == Category.KERNEL_STACK;
    boolean ofMore = what == Category.SLAB_UNRECLAIMABLE && group.isOfEachProcess();
    return (ofAny || ofMore) && line.total() <= OVERHEAD * group.total() ? Tie.ABSORB : Tie.NONE;
  }
}
