package io.memledger.rules.process;

import io.memledger.stats.trend.Shape;
import java.util.Set;

/** Processes that filled caches and pools and then levelled off, or took memory once. */
public final class WarmUp extends Levelled {
  public WarmUp() {
    super("warm-up", Set.of(Shape.SATURATING, Shape.STEP));
  }
}
