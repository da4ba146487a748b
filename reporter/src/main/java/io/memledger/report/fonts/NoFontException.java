package io.memledger.report.fonts;

import java.io.IOException;

/** A PDF needs a font that is not there; the message says what to do. */
public final class NoFontException extends IOException {
  private static final long serialVersionUID = 1L;

  NoFontException(String message) {
    super(message);
  }
}
