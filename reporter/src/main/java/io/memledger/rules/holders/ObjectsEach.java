package io.memledger.rules.holders;

/** How many objects of one cache come with each thing that a process holds (METHOD 4.4). */
final class ObjectsEach {
  /** Less than one each: some were there before the window. Set, not measured. */
  static final double FEWEST = 0.4;

  /** A descriptor or thread has one to three of a cache (KERNEL 10); others may share the cache. */
  private static final double MOST = 6;

  private ObjectsEach() {}

  static boolean fit(double objects) {
    return objects >= FEWEST && objects <= MOST;
  }
}
