package io.memledger.archive;

/** Is told how far the reading of an archive has come. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (read, total) -> {};

  /**
   * Called now and then, on the thread that reads the file.
   *
   * @param read bytes of the file so far
   * @param total bytes of the file; 0 if unknown
   */
  void at(long read, long total);
}
