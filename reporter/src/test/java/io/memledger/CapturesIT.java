package io.memledger;

import io.memledger.live.KmemIT;
import io.memledger.live.LiveLeakIT;
import io.memledger.live.LiveZooIT;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * All captures of live machines, one after the other and before all else that is slow, so that
 * nothing else of ours grows meanwhile.
 */
@Tag("slow")
class CapturesIT {
  @Nested
  class Leak extends LiveLeakIT {}

  @Nested
  class Zoo extends LiveZooIT {}

  @Nested
  class Kmem extends KmemIT {}
}
