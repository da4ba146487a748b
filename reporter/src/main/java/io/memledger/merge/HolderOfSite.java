package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.List;

/** Whoever holds the objects is more telling than the line of code that made them. */
final class HolderOfSite implements Relation {
  @Override
  public Tie tie(MergedFinding process, MergedFinding site, List<MergedFinding> open) {
    return process.kind() == Subject.Kind.PROCESS
            && site.kind() == Subject.Kind.CALL_SITE
            && Sizes.areOne(process, site)
            && Sizes.shareLine(process, site)
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
