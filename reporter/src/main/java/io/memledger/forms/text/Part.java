package io.memledger.forms.text;

/** One shape of lines that people log: a file of /proc, or what a tool prints. */
interface Part {
  /** What the beginning of the file tells of it as a whole, such as a unit. */
  default void look(String line) {}

  /** After the last {@link #look}. */
  default void prepared() {}

  /**
   * Takes a line.
   *
   * @return whether it is of this shape
   */
  boolean line(String line, Look look);

  /** A line that tells the time ends what a part was in the middle of. */
  default void newLook() {}

  /** How the part is called; null if no line was of its shape. */
  String seen();
}
