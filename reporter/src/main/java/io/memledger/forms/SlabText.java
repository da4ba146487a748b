package io.memledger.forms;

/** What a tool tells of slab caches, as lines of /proc/slabinfo whose product is its number. */
public final class SlabText {
  private static final double PAGE = 4096;

  private final StringBuilder text = new StringBuilder();

  /** A cache of which the bytes of all its slabs are told. */
  public void bytes(String name, long active, long objects, double bytes) {
    if (bytes >= 0 && bytes < 1e18 && active >= 0 && objects >= 0 && !name.isBlank()) {
      text.append(name.strip().replace(' ', '_'))
          .append(' ')
          .append(active)
          .append(' ')
          .append(objects)
          .append(" 0 0 ")
          .append(Math.round(bytes / PAGE))
          .append(" : tunables 0 0 0 : slabdata 1 1 0\n");
    }
  }

  public boolean isEmpty() {
    return text.length() == 0;
  }

  /** Puts it into the look that was begun. */
  public void give(Origin origin, Looks into) {
    if (!isEmpty()) {
      into.put(origin, "proc/slabinfo", text);
    }
  }
}
