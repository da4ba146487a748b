package io.memledger.merge;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Memory of each CPU drags vmalloc with it, and kernels that do not count vmalloc leave those pages
 * to the remainder.
 */
final class UncountedVmalloc implements Relation {
  @Override
  public Tie tie(MergedFinding percpu, MergedFinding remainder, List<MergedFinding> open) {
    return percpu.kind() == Subject.Kind.HOST
            && percpu.line() == Category.PERCPU
            && remainder.kind() == Subject.Kind.HOST
            && remainder.line() == Category.UNACCOUNTED
            && Sizes.areOne(remainder, percpu)
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
