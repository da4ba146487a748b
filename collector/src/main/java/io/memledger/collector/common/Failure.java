package io.memledger.collector.common;

/** Something the user must know: one sentence that says what, where and what to do. */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  /** The exit status: 1 for a capture that went wrong, 2 for bad usage. */
  public final int status;

  private Failure(String sentence, int status) {
    super(sentence);
    this.status = status;
  }

  public static Failure of(String sentence) {
    return new Failure(sentence, 1);
  }

  public static Failure usage(String sentence) {
    return new Failure(sentence, 2);
  }
}
