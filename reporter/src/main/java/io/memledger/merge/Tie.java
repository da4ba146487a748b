package io.memledger.merge;

/** What one finding is to another that leads. */
public enum Tie {
  /** The other is evidence of the leader; its bytes count where they stand on another line. */
  ABSORB,
  /** The other counts the bytes of the leader once more. */
  CORROBORATE,
  NONE
}
