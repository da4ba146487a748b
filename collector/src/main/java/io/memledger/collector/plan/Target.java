package io.memledger.collector.plan;

import io.memledger.collector.common.IoErrors;

/** One line of {@link Targets}: what is captured, how often, at what cost, and why it is missed. */
public final class Target {
  /** What a target's path stands for, and so how a snapshot takes it. */
  public enum Kind {
    FILE,
    FOLDER,
    PROCESS_STATS,
    PROCESS,
    CGROUP_V1,
    CGROUP_V2,
    DERIVED
  }

  public final Kind kind;

  /** A path below the root; {@code *} is any name, {@code <pid>} a process looked at closely. */
  public final String path;

  public final Rate rate;

  /** What reading it costs, measured on a machine with 305 processes. */
  public final String cost;

  /** A larger file is left out, in bytes. */
  public final int cap;

  /** What the report lacks without it; null for what many machines do not have. */
  public final String lacking;

  /** Where it stands on the list, from 0. */
  public final int index;

  Target(Kind kind, String path, Rate rate, String cost, int cap, String lacking, int index) {
    this.index = index;
    this.kind = kind;
    this.path = path;
    this.rate = rate;
    this.cost = cost;
    this.cap = cap;
    this.lacking = lacking;
  }

  /**
   * Whether it is worth telling that it could not be read. Below debugfs, which root alone may
   * enter, nobody misses what most kernels do not have; only what is there and too large counts.
   */
  public boolean isMissed(String error) {
    return lacking != null
        || (path.startsWith("sys/kernel/debug")
            ? error.startsWith("larger") || error.startsWith("takes long")
            : !IoErrors.isGone(error));
  }
}
