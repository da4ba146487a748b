package io.memledger.collector.process;

/** Chooses the processes to look at closely: who is large, who grows, who opens files. */
public final class ProcessChoice {
  /** So many processes that opened most descriptors are looked at. */
  private static final int OPENERS = 5;

  /** A process that opened fewer since it was first seen is no suspect. */
  private static final int SUSPECT_GROWTH = 16;

  /** Processes whose address ranges are looked at in one sampling at most. */
  private static final int GROWERS = 3;

  /** Growth that is worth a look at address ranges, in pages: 2 MiB of 4 KiB pages. */
  private static final long LEAST_STEP = 512;

  /** The first look should come early: after growth by a sixteenth. */
  private static final int FIRST_STEP = 16;

  /** Those between it and the last are for captures that are cut off: after growth by a quarter. */
  private static final int LATER_STEPS = 4;

  /** Who was there for less than an eighth of the capture may be a short job. */
  private static final long LASTING = 8;

  private final ProcessTable table;
  private final int top;
  private int[] close;

  /**
   * @param top how many of the largest are chosen
   */
  public ProcessChoice(ProcessTable table, int top) {
    this.table = table;
    this.top = top;
  }

  /** Forgets who was chosen: a new pass begins, or there is a new list of processes. */
  public void begin() {
    close = null;
  }

  /**
   * The processes to look at closely, as ascending indexes: the largest and the fastest growers,
   * and who opens files. Chosen at the first call of a pass and the same for the rest of it.
   */
  public int[] close() {
    if (close == null) {
      close = chosen(top, Math.max(1, top / 3));
    }
    return close;
  }

  /** Only those that open files, by what is known of their descriptors now. */
  public int[] openers() {
    return chosen(0, 0);
  }

  private int[] chosen(int largest, int growers) {
    int count = table.count;
    boolean[] chosen = new boolean[count];
    choose(chosen, table.rss, largest);
    long[] growth = new long[count];
    long[] opened = new long[count];
    for (int i = 0; i < count; i++) {
      growth[i] = table.rss[i] - table.slowRss[i] / ProcessTable.SLOWNESS;
      int more = table.fds[i] - table.firstFds[i];
      opened[i] = more >= SUSPECT_GROWTH ? more : 0;
    }
    choose(chosen, growth, growers);
    choose(chosen, opened, OPENERS);
    return indexes(chosen);
  }

  /**
   * The processes whose address ranges are worth a look, as ascending indexes: those that grew most
   * since the look before. The steps grow with the process, so a week of growth is a dozen looks;
   * and what came lately has to last first, or each of many short jobs would be looked at.
   *
   * @param last whether it is the last look, which takes what was looked at and grew at all
   */
  public int[] growers(boolean last) {
    long[] growth = new long[table.count];
    for (int i = 0; i < growth.length; i++) {
      boolean known = (table.taken[i] & ProcessTable.RANGES) != 0;
      long part = table.rangedRss[i] / (known ? LATER_STEPS : FIRST_STEP);
      long step = known && last ? 1 : Math.max(LEAST_STEP, part);
      long grown = table.rss[i] - table.rangedRss[i];
      boolean lasts = (table.samplings - table.firstSeen[i]) * LASTING >= table.samplings;
      growth[i] = lasts && grown >= step ? grown : 0;
    }
    boolean[] chosen = new boolean[growth.length];
    choose(chosen, growth, last ? 2 * GROWERS : GROWERS);
    return indexes(chosen);
  }

  private static int[] indexes(boolean[] chosen) {
    int n = 0;
    for (boolean is : chosen) {
      n += is ? 1 : 0;
    }
    int[] indexes = new int[n];
    for (int i = chosen.length - 1; i >= 0; i--) {
      if (chosen[i]) {
        indexes[--n] = i;
      }
    }
    return indexes;
  }

  /**
   * Marks the {@code most} largest positive scores that are not marked yet; of equals the first.
   */
  static void choose(boolean[] chosen, long[] score, int most) {
    int[] best = new int[most];
    int n = 0;
    for (int i = 0; i < score.length; i++) {
      if (chosen[i] || score[i] <= 0 || n == most && (n == 0 || score[i] <= score[best[n - 1]])) {
        continue;
      }
      int at = n < most ? n++ : n - 1;
      for (; at > 0 && score[best[at - 1]] < score[i]; at--) {
        best[at] = best[at - 1];
      }
      best[at] = i;
    }
    for (int i = 0; i < n; i++) {
      chosen[best[i]] = true;
    }
  }
}
