package io.memledger.rule;

/** Why something that was looked at is no leak. */
public enum Clearing {
  /** Nothing moved enough to be looked at. */
  STILL,
  /** It grew less than matters. */
  FLAT("why.flat"),
  /** Its rise cannot be told from its noise. */
  NOISY("why.noisy"),
  SATURATING("why.saturating"),
  STEP("why.step"),
  CYCLIC("why.cyclic"),
  /** It falls back, but what is left after each fall rises; too little was seen to be sure. */
  FLOOR_RISES("why.floor-rises"),
  /** It began too late in the capture to tell whether it goes on. */
  YOUNG("why.young"),
  /** Equal hours of its days, or its lowest levels, do not rise, or no longer do. */
  DAILY("why.daily"),
  /** It follows the load of the machine. */
  LOAD("why.load"),
  /** One process stands behind it, which has a finding of its own. */
  MAIN_PROCESS("why.main-process"),
  /** What grew are pages of files, or of others, that a process maps. */
  FILES("why.files"),
  /**
   * What grew are pages that the process gave back, and that the kernel takes when it needs them.
   */
  LAZY_FREE("why.lazy-free"),
  /** Members of a group that come and go, of which the later ones are larger. */
  TURNOVER("why.turnover"),
  /** Members of a sum that each grew and stopped. */
  PARTS_ENDED("why.parts-ended"),
  /** It has come back to where it stood before, and not gone beyond. */
  FORMER_CEILING("why.former-ceiling"),
  ZFS_ARC("why.zfs-arc"),
  BALLOON("why.balloon"),
  SOCKETS("why.sockets"),
  IN_SLAB("why.in-slab"),
  LARGE_KMALLOC("why.large-kmalloc"),
  /** It comes and goes with cached pages. */
  PAGE_CACHE("why.page-cache"),
  /** It comes and goes with cached inodes. */
  INODES("why.inodes"),
  /** Page tables of no more than the memory that programs took meanwhile needs. */
  MAPPED("why.mapped"),
  /** The line of the ledger that it is a part of does not grow. */
  LINE_STILL("why.line-still"),
  /** The rule's own headline says why. */
  AS_SAID;

  private final String key;

  Clearing() {
    this(null);
  }

  Clearing(String key) {
    this.key = key;
  }

  /**
   * Whether it is no leak that can be told, rather than none: nothing is said to be healthy then.
   */
  public boolean isOpen() {
    return this == FLOOR_RISES || this == YOUNG || this == FORMER_CEILING;
  }

  /** Whether something happened that could be taken for a leak. */
  public boolean isWorthListing() {
    return this != STILL && this != FLAT;
  }

  /**
   * The reason in words, without what fills its places.
   *
   * @throws IllegalStateException where the rule's headline has the words
   */
  public Wording words() {
    if (key == null) {
      throw new IllegalStateException("no words of its own: " + this);
    }
    return Wording.of(key);
  }
}
