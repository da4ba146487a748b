package io.memledger.merge;

import io.memledger.rule.Shares;
import java.util.List;

/** What grew in step with things that pile up, so much for each of them, is theirs. */
final class Brought implements Relation {
  @Override
  public Tie tie(MergedFinding cause, MergedFinding effect, List<MergedFinding> open) {
    Double bytes = effect.line() == null ? null : cause.brings().get(effect.line());
    return bytes != null
            && effect.isPlace()
            && effect.brings().isEmpty()
            && effect.total() <= Shares.SAME * bytes
            && Times.meet(cause, effect)
        ? Tie.ABSORB
        : Tie.NONE;
  }
}
