package io.memledger.report.page;

import java.io.IOException;

/** A brand file asks for something that cannot be; the message says what. */
public final class BrandException extends IOException {
  private static final long serialVersionUID = 1L;

  BrandException(String message) {
    super(message);
  }
}
