package io.memledger.forms.text;

/** Numbers for processes whose pid a file does not tell. */
final class Pids {
  /** Above every pid of Linux, whose largest is 4,194,304, and within seven digits. */
  private static final int FROM = 5_000_000;

  private static final int SPAN = 4_999_999;

  private Pids() {}

  /** The same for the same name, in every file. */
  static int madeUp(String name) {
    return FROM + Math.floorMod(name.hashCode(), SPAN);
  }
}
