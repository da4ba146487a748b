package io.memledger.collector.snapshot;

import io.memledger.collector.plan.Target;
import java.io.IOException;

/** Takes targets of certain kinds: reads what they stand for, and writes the samples. */
interface Taker {
  void take(Target target) throws IOException;
}
