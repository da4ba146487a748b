package io.memledger.collector;

/** Something the user must know: one sentence that says what, where and what to do. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  /** The exit status: 1 for a capture that went wrong, 2 for bad usage. */
  final int status;

  private Failure(String sentence, int status) {
    super(sentence);
    this.status = status;
  }

  static Failure of(String sentence) {
    return new Failure(sentence, 1);
  }

  static Failure usage(String sentence) {
    return new Failure(sentence, 2);
  }
}
