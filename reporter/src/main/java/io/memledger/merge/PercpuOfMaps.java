package io.memledger.merge;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Memory of each CPU for a BPF map drags vmalloc of its own with it (METHOD 4.1): whoever is named
 * for the one is named for the other.
 */
final class PercpuOfMaps implements Relation {
  @Override
  public Tie tie(MergedFinding process, MergedFinding percpu, List<MergedFinding> open) {
    return process.kind() == Subject.Kind.PROCESS
            && process.line() == Category.VMALLOC
            && percpu.kind() == Subject.Kind.HOST
            && percpu.line() == Category.PERCPU
            && Sizes.arePlausible(process, percpu)
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
