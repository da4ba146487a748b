package io.memledger.replay;

/** The archive's snapshots do not stand in the order of their time; they must be sorted first. */
final class OutOfOrder extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfOrder() {
    super("snapshots are not in order of time");
  }
}
