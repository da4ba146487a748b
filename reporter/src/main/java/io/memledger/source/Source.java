package io.memledger.source;

/** Reads one kind of kernel file: text in, values out. It opens nothing and keeps nothing. */
public interface Source {
  /**
   * True if this source reads the file.
   *
   * @param path below the root, without a leading slash, such as proc/meminfo
   */
  boolean reads(String path);

  /** Puts what the text says into the sink; never throws for what the text holds. */
  void parse(String path, ProcText text, Sink sink);

  /**
   * True if each line says the same whatever stands around it, so that a line delta can be read
   * without the rest of the file.
   */
  default boolean linesStandAlone() {
    return true;
  }

  /**
   * True if files of the same snapshot that name a process by its pid alone need this one read
   * before them.
   */
  default boolean identifiesProcesses() {
    return false;
  }
}
