package io.memledger.corpus;

/** What a scenario asks of the machine and of the capture; all else is drawn. */
final class Needs {
  double minSpan = 90;
  double maxSpan = 2 * Signals.DAY;
  boolean root;
  boolean swap;
  int since = 310;
  int until = 999;
  double minMemory = 512 * World.MIB;
  double maxMemory = 512 * World.GIB;
  Cgroups cgroups;
  int snapshots = 700;
  boolean gap;

  /** Whether and how memory cgroups are mounted. */
  enum Cgroups {
    NONE,
    V1,
    V2
  }

  static Needs any() {
    return new Needs();
  }

  /** Seconds. */
  Needs span(double from, double to) {
    minSpan = from;
    maxSpan = to;
    return this;
  }

  Needs root() {
    root = true;
    return this;
  }

  Needs swap() {
    swap = true;
    return this;
  }

  Needs since(int kernel) {
    since = kernel;
    return this;
  }

  Needs until(int kernel) {
    until = kernel;
    return this;
  }

  Needs memory(double from, double to) {
    minMemory = from;
    maxMemory = to;
    return this;
  }

  Needs cgroups(Cgroups kind) {
    cgroups = kind;
    return this;
  }

  /** The capture has a hole. */
  Needs gap() {
    gap = true;
    return this;
  }

  /** At most so many snapshots, roughly. */
  Needs snapshots(int most) {
    snapshots = most;
    return this;
  }
}
