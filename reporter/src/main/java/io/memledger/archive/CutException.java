package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;

/** The archive ends or is damaged here; what was read before holds. */
final class CutException extends IOException {
  private static final long serialVersionUID = 1;

  private final Warning.Kind how;

  CutException(Warning.Kind how) {
    super(how.name());
    this.how = how;
  }

  /** How it ends or is damaged. */
  Warning.Kind how() {
    return how;
  }
}
