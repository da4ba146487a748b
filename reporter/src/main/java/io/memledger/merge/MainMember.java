package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.List;

/** A group of which one process is the main part is that process. */
final class MainMember implements Relation {
  @Override
  public Tie tie(MergedFinding process, MergedFinding group, List<MergedFinding> open) {
    boolean member =
        process.kind() == Subject.Kind.PROCESS
            && group.kind() == Subject.Kind.PROCESS_GROUP
            && process.name().equals(group.name());
    return member && Sizes.isMost(process, group, group.line()) ? Tie.ABSORB : Tie.NONE;
  }
}
