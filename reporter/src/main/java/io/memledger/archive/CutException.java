package io.memledger.archive;

import java.io.IOException;

/** The archive ends or is damaged here; what was read before holds. The message says how. */
final class CutException extends IOException {
  private static final long serialVersionUID = 1;

  CutException(String message) {
    super(message);
  }
}
