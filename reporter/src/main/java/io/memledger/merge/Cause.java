package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.List;

/** Things that pile up stand before the kernel objects that come with each of them. */
final class Cause implements Relation {
  @Override
  public Tie tie(MergedFinding cause, MergedFinding effect, List<MergedFinding> open) {
    boolean nameless =
        effect.kind() == Subject.Kind.HOST
            || effect.kind() == Subject.Kind.SLAB_CACHE
            || effect.kind() == Subject.Kind.CALL_SITE && !cause.rule().tellsSites();
    return nameless
            && effect.rule().brings().isEmpty()
            && effect.line() != null
            && cause.rule().brings().contains(effect.line())
            && Sizes.arePlausible(cause, effect)
            && Times.meet(cause, effect)
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
