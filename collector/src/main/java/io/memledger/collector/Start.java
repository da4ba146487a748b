package io.memledger.collector;

/** Runs the program as soon as it is loaded; for {@link Launch} alone. */
final class Start {
  static {
    Main.main(Launch.args());
  }

  private Start() {}
}
