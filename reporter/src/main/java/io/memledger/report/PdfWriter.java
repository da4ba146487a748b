package io.memledger.report;

/** report.pdf. */
final class PdfWriter {
  private PdfWriter() {}

  static byte[] write(ReportBuilder.Built built, Messages messages, Templates templates) {
    throw new UnsupportedOperationException("next commit");
  }
}
