package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.List;

/** A line of the ledger that nobody was named for, beside somebody named on the same line. */
final class SameLine implements Relation {
  @Override
  public Tie tie(MergedFinding named, MergedFinding line, List<MergedFinding> open) {
    // Things that pile up are a name for a line, though they belong to the host.
    boolean piles = !line.rule().brings().isEmpty() || !line.brings().isEmpty();
    boolean nameless = line.kind() == Subject.Kind.HOST && !line.claim().isWholeHost() && !piles;
    boolean somebody = named.kind() != Subject.Kind.HOST && named.kind() != Subject.Kind.CGROUP;
    return nameless && somebody && Sizes.isMost(named, line, line.line()) ? Tie.ABSORB : Tie.NONE;
  }
}
