package io.memledger.rules.kernel.causes;

import io.memledger.rule.RuleInput;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.Optional;

/** The growth of kernel buffers above 8 KiB, which no slab cache holds. */
public final class LargeBuffers {
  private LargeBuffers() {}

  /** Empty if they were not captured. */
  public static Optional<Family.Member> judged(RuleInput input) {
    return input.once(LargeBuffers.class, () -> judge(input.recording()));
  }

  private static Optional<Family.Member> judge(Recording recording) {
    return recording
        .host(Metric.LARGE_KMALLOC)
        .flatMap(s -> Family.judge(recording, s, Materiality.ofSlab(recording, s)));
  }

  /** The growth that is a leak or a suspicion by itself; the line of slab leaves it to that. */
  static Optional<Family.Member> leak(RuleInput input) {
    return judged(input)
        .filter(Family.Member::isLeak)
        .filter(large -> OtherCause.lineStill(input.recording(), large).isEmpty());
  }
}
