package io.memledger.corpus.machine;

/**
 * A level over time: bytes, objects or descriptors, by seconds since the capture began. Those with
 * noise keep a state and must be asked in the order of time; those of a truth are pure.
 */
@FunctionalInterface
public interface Signal {
  double at(double seconds);

  Signal NOTHING = seconds -> 0;

  static Signal constant(double level) {
    return seconds -> level;
  }

  default Signal plus(Signal other) {
    return seconds -> at(seconds) + other.at(seconds);
  }

  default Signal plus(double level) {
    return seconds -> at(seconds) + level;
  }

  default Signal times(double factor) {
    return seconds -> at(seconds) * factor;
  }

  /** As seen by one that was born later. */
  default Signal from(double birth) {
    return seconds -> at(Math.max(0, seconds - birth));
  }

  default Signal atLeast(double level) {
    return seconds -> Math.max(level, at(seconds));
  }

  default Signal atMost(double level) {
    return seconds -> Math.min(level, at(seconds));
  }

  /** Rounded up: huge pages are collapsed and split whole. */
  default Signal inSteps(double size) {
    return seconds -> Math.ceil(at(seconds) / size) * size;
  }

  /** An allocator takes memory from the kernel in chunks, and gives none back. */
  default Signal inChunks(double chunk) {
    double[] held = {0};
    return seconds -> {
      held[0] = Math.max(held[0], Math.ceil(at(seconds) / chunk) * chunk);
      return held[0];
    };
  }
}
