package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;
import java.util.Arrays;

/** One call site's allocations of one cache or size, while they are being counted. */
final class Site {
  final byte[] name;
  final boolean named;
  final Kind kind;

  /** Bytes that tell sites of one name apart; 0 where a cache does. */
  final long size;

  /** Null where neither allocation nor free has named one so far. */
  byte[] cache;

  long bytesEach;
  long allocations;
  double allocatedBytes;
  long frees;
  double freedBytes;
  long unseenFrees;

  /** By part of the stretch; null before the first allocation in it. */
  double[] allocatedIn;

  double[] freedIn;

  /** Whether it is on the list of those to be reset. */
  boolean touched;

  Site(byte[] name, boolean named, Kind kind, byte[] cache, long size) {
    this.name = name;
    this.named = named;
    this.kind = kind;
    this.cache = cache;
    this.size = size;
  }

  void reset() {
    allocations = 0;
    allocatedBytes = 0;
    frees = 0;
    freedBytes = 0;
    unseenFrees = 0;
    touched = false;
    if (allocatedIn != null) {
      Arrays.fill(allocatedIn, 0);
      Arrays.fill(freedIn, 0);
    }
  }
}
