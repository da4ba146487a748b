package io.memledger.archive;

/**
 * An archive that cannot be read at all; the message is one sentence for the user: what is wrong,
 * where, what to do.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ArchiveException(String message) {
    super(message);
  }

  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
