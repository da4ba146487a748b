package io.memledger.trace;

import io.memledger.hashing.KeyedHash;
import io.memledger.series.KmemFlow.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Call sites by their text in the trace, numbered as they come; bounded. */
final class Sites {
  /** A kernel has some thousands; what comes later is summed under number 0. */
  static final int MOST = 1 << 14;

  /** Half of the slots stay empty, so that runs are short. */
  private static final int SLOTS = MOST * 2;

  /** Bytes of a name that are kept: symbols of the kernel have at most 512 (KSYM_NAME_LEN). */
  private static final int LONGEST = 512;

  private final List<Site> all = new ArrayList<>();
  private final int[] slots = new int[SLOTS];
  private final int[] hashes = new int[MOST + 1];

  Sites() {
    all.add(new Site("(other)".getBytes(StandardCharsets.US_ASCII), false, Kind.KMALLOC, null, 0));
  }

  Site get(int number) {
    return all.get(number);
  }

  int count() {
    return all.size();
  }

  /**
   * The number of a call site.
   *
   * @param from begin of its name in the text
   * @param cacheFrom begin of the cache's name in the text; -1 for none
   * @param size bytes that tell sites of one name apart where no cache does
   */
  int of(
      byte[] text,
      int from,
      int to,
      boolean named,
      Kind kind,
      int cacheFrom,
      int cacheTo,
      long size) {
    long more = cacheFrom < 0 ? size : KeyedHash.of(text, cacheFrom, cut(cacheFrom, cacheTo), 1);
    int hash = KeyedHash.of(text, from, cut(from, to), more << 8 ^ kind.ordinal());
    int at = hash & SLOTS - 1;
    while (slots[at] != 0) {
      int number = slots[at];
      if (hashes[number] == hash) {
        Site site = all.get(number);
        boolean same =
            site.kind == kind
                && site.named == named
                && same(site.name, text, from, to)
                && (cacheFrom < 0 ? site.size == size : same(site.cache, text, cacheFrom, cacheTo));
        if (same) {
          return number;
        }
      }
      at = at + 1 & SLOTS - 1;
    }
    if (all.size() >= MOST) {
      return 0;
    }
    byte[] cache = cacheFrom < 0 ? null : cut(text, cacheFrom, cacheTo);
    long own = cacheFrom < 0 ? size : 0;
    Site site = new Site(cut(text, from, to), named, kind, cache, own);
    all.add(site);
    slots[at] = all.size() - 1;
    hashes[all.size() - 1] = hash;
    return all.size() - 1;
  }

  private static byte[] cut(byte[] text, int from, int to) {
    return Arrays.copyOfRange(text, from, cut(from, to));
  }

  /** Where a name ends that is cut at the longest. */
  private static int cut(int from, int to) {
    return Math.min(to, from + LONGEST);
  }

  private static boolean same(byte[] known, byte[] text, int from, int to) {
    int length = Math.min(to - from, LONGEST);
    return known != null && Arrays.equals(known, 0, known.length, text, from, from + length);
  }
}
