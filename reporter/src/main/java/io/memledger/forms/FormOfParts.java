package io.memledger.forms;

import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;

/** A form whose recordings are several files, of which each alone tells too little. */
public interface FormOfParts extends Form {
  /** A file of a recording. */
  interface Part {
    /** Its content, as often as it is wanted. */
    InputStream open() throws IOException;
  }

  /** Name of the recording that a file is part of; recordings of one name are read together. */
  String whole(String name, Head head);

  /**
   * Reads a recording when all of its files are there.
   *
   * @param parts by the names of the files
   * @return why it cannot be used; empty where it can
   */
  String read(SortedMap<String, Part> parts, Looks into) throws IOException;

  @Override
  default void read(Head head, Lines lines, Looks into) throws IOException {
    throw new IOException("a part is not read alone");
  }
}
