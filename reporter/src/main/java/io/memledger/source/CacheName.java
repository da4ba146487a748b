package io.memledger.source;

/**
 * The name by which a slab cache is recorded: copies of one cache that a kernel keeps for its own
 * reasons are one cache here (KERNEL 5.3).
 *
 * <ul>
 *   <li>kmalloc-rnd-01-64 … kmalloc-rnd-15-64 are the random copies of kmalloc-64 (6.6 and later);
 *   <li>nf_conntrack_ffffffffaf313a40 is the nf_conntrack of one network namespace (3.x).
 * </ul>
 */
final class CacheName {
  private static final byte[] RANDOM = bytes("kmalloc-rnd-");
  private static final byte[] KMALLOC = bytes("kmalloc-");
  private static final byte[] CONNTRACK = bytes("nf_conntrack_");
  private static final int NUMBER_AND_DASH = 3;
  private static final int SHORTEST_POINTER = 8;

  private CacheName() {}

  /** The recorded name where it is another; null where the bytes are the name. */
  static byte[] of(byte[] text, int from, int to) {
    if (starts(text, from, to, RANDOM)) {
      int size = from + RANDOM.length + NUMBER_AND_DASH;
      if (size < to && text[size - 1] == '-') {
        byte[] name = new byte[KMALLOC.length + to - size];
        System.arraycopy(KMALLOC, 0, name, 0, KMALLOC.length);
        System.arraycopy(text, size, name, KMALLOC.length, to - size);
        return name;
      }
    }
    int pointer = from + CONNTRACK.length;
    if (starts(text, from, to, CONNTRACK)
        && to - pointer >= SHORTEST_POINTER
        && isHex(text, pointer, to)) {
      byte[] name = new byte[CONNTRACK.length - 1];
      System.arraycopy(CONNTRACK, 0, name, 0, name.length);
      return name;
    }
    return null;
  }

  private static boolean starts(byte[] text, int from, int to, byte[] start) {
    if (to - from < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (text[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
