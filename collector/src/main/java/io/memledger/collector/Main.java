package io.memledger.collector;

/** Captures periodic snapshots of /proc and /sys into one archive. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(2);
  }
}
