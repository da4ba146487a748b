package io.memledger.hashing;

import java.util.SplittableRandom;

/**
 * A hash of text of an archive that nobody can foretell: its keys are drawn anew in each run, so
 * that no archive can be made whose names all fall into one slot. Only places in tables may depend
 * on it, never an order that is shown.
 */
public final class KeyedHash {
  private static final SplittableRandom RANDOM = new SplittableRandom();
  private static final long FIRST = RANDOM.nextLong() | 1;
  private static final long SECOND = RANDOM.nextLong() | 1;
  private static final int WORD = Long.BYTES;

  private KeyedHash() {}

  /** Of one number. */
  public static int of(long number) {
    return folded(mixed(number ^ FIRST, SECOND));
  }

  /**
   * Of bytes.
   *
   * @param begin what is told apart besides, such as a kind or the hash of a text before
   */
  public static int of(byte[] text, int from, int to, long begin) {
    long hash = mixed(begin ^ SECOND, FIRST) ^ (to - from);
    int at = from;
    for (; at + WORD <= to; at += WORD) {
      long word =
          (text[at] & 0xffL)
              | (text[at + 1] & 0xffL) << 8
              | (text[at + 2] & 0xffL) << 16
              | (text[at + 3] & 0xffL) << 24
              | (text[at + 4] & 0xffL) << 32
              | (text[at + 5] & 0xffL) << 40
              | (text[at + 6] & 0xffL) << 48
              | (long) text[at + 7] << 56;
      hash = mixed(hash ^ word, FIRST);
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << 8 | text[at] & 0xff;
    }
    return folded(mixed(hash ^ rest, SECOND));
  }

  /** Both halves of a product of 128 bits: each bit of a factor moves about half of the result. */
  private static long mixed(long value, long key) {
    return value * key ^ Math.multiplyHigh(value, key) ^ Long.rotateLeft(value, 32);
  }

  private static int folded(long hash) {
    return (int) (hash ^ hash >>> 32);
  }
}
