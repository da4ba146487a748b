package io.memledger.forms;

import java.io.IOException;
import java.util.Optional;

/** A form in which tools or people write down what they saw of a machine's memory. */
public interface Form {
  /**
   * What was understood of a file by its beginning.
   *
   * @param tool what wrote it, as people call it
   * @param version of the tool; empty where the file does not tell
   * @param refusal why it cannot be used and what to send instead; empty where it can
   */
  record Recognised(String tool, String version, String refusal) {
    public static Recognised as(String tool) {
      return new Recognised(tool, "", "");
    }

    public static Recognised refused(String tool, String refusal) {
      return new Recognised(tool, "", refusal);
    }
  }

  /** Its name for --as. */
  String id();

  /** Empty if the file is of another form. */
  Optional<Recognised> recognise(Head head);

  /** What is said of a file of this form in which nothing was found. */
  default String nothing(Head head) {
    return "nothing about memory in it";
  }

  /** Reads a file that was recognised from its beginning to its end. */
  void read(Head head, Lines lines, Looks into) throws IOException;
}
