package io.memledger.rules.process;

import io.memledger.stats.trend.Shape;
import java.util.Set;

/** Heaps that grow and fall back again and again to the same floor, as garbage collectors do. */
public final class Sawtooth extends Levelled {
  public Sawtooth() {
    super("sawtooth", Set.of(Shape.CYCLIC));
  }
}
