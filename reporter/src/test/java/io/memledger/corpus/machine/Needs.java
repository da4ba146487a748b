package io.memledger.corpus.machine;

/** What a scenario asks of the machine and of the capture; all else is drawn. */
public final class Needs {
  double minSpan = 90;
  double maxSpan = 2 * Signals.DAY;
  boolean root;
  boolean swap;
  int since = 310;
  int until = 999;
  double minMemory = 512 * World.MIB;
  double maxMemory = 512 * World.GIB;
  Cgroups cgroups;
  int fewestSnapshots = 60;
  int leastSnapshots = 120;
  int snapshots = 700;
  boolean gap;
  boolean booted;

  /** Whether and how memory cgroups are mounted. */
  public enum Cgroups {
    NONE,
    V1,
    V2
  }

  public static Needs any() {
    return new Needs();
  }

  /** Seconds. */
  public Needs span(double from, double to) {
    minSpan = from;
    maxSpan = to;
    return this;
  }

  public Needs root() {
    root = true;
    return this;
  }

  public Needs swap() {
    swap = true;
    return this;
  }

  public Needs since(int kernel) {
    since = kernel;
    return this;
  }

  public Needs until(int kernel) {
    until = kernel;
    return this;
  }

  public Needs memory(double from, double to) {
    minMemory = from;
    maxMemory = to;
    return this;
  }

  public Needs cgroups(Cgroups kind) {
    cgroups = kind;
    return this;
  }

  /** The capture has a hole. */
  public Needs gap() {
    gap = true;
    return this;
  }

  /** At most so many snapshots, roughly. */
  public Needs snapshots(int most) {
    snapshots = most;
    return this;
  }

  /** Few snapshots, roughly between the two. */
  public Needs few(int least, int most) {
    fewestSnapshots = least;
    leastSnapshots = least;
    snapshots = most;
    return this;
  }

  /** The machine has just booted when the capture begins. */
  public Needs booted() {
    booted = true;
    return this;
  }
}
