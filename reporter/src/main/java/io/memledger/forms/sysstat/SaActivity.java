package io.memledger.forms.sysstat;

import io.memledger.forms.Binary;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a data file says of one activity: how many items each record has of it, and how large they
 * are. All but a few are stepped over by that product.
 */
final class SaActivity {
  static final int SWAPPING = 4;
  static final int PAGING = 5;
  static final int MEMORY = 7;
  static final int HUGE_PAGES = 34;

  /** Numbers that the largest of those four has, with room for later ones. */
  private static final int MOST = 4096;

  private final int id;
  private final long items;
  private final long size;
  private final boolean counted;

  /** Items of each record, where the record does not say itself. */
  private long count;

  private SaActivity(int id, long count, long items, boolean counted, long size) {
    this.id = id;
    this.count = count;
    this.items = items;
    this.counted = counted;
    this.size = size;
  }

  static SaActivity read(Binary in, SaHeader of) throws IOException {
    ByteBuffer b = in.block(of.actSize(), 1 << 16);
    boolean first = of.format() == SaHeader.V9;
    if (b.limit() < (of.isModern() ? 24 : first ? 12 : 20)) {
      throw new IOException("an activity of too few bytes");
    }
    SaActivity read =
        first
            ? new SaActivity(b.getInt(0), b.getInt(4), 1, false, b.getInt(8))
            : new SaActivity(
                b.getInt(0),
                b.getInt(8),
                b.getInt(12),
                of.isModern() && b.getInt(16) != 0,
                b.getInt(of.isModern() ? 20 : 16));
    if (read.count < 0 || read.items < 0 || read.size < 0) {
      throw new IOException("a count below nothing");
    }
    return read;
  }

  int id() {
    return id;
  }

  void count(long now) {
    count = now;
  }

  /** Numbers of its only item in a record; null where it is stepped over. */
  ByteBuffer next(Binary in) throws IOException {
    long now = counted ? in.u32() : count;
    if (now > Integer.MAX_VALUE || items > 0 && size > 0 && now > Long.MAX_VALUE / items / size) {
      throw new IOException("a count of " + now);
    }
    boolean wanted = id == SWAPPING || id == PAGING || id == MEMORY || id == HUGE_PAGES;
    if (wanted && now * items == 1 && size <= MOST) {
      return in.block(size, MOST);
    }
    in.skip(now * items * size);
    return null;
  }
}
