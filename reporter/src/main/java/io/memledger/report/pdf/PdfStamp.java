package io.memledger.report.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDPageLabelRange;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;

/** Title, dates, identity and page labels of a PDF: the same archive gives the same bytes. */
final class PdfStamp {
  private PdfStamp() {}

  /**
   * @param captured end of the capture, which stands for the time of making
   */
  static void put(PDDocument document, String title, Instant captured) throws IOException {
    Calendar end = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    end.setTimeInMillis(captured.toEpochMilli() / 1000 * 1000);
    PDDocumentInformation info = document.getDocumentInformation();
    info.setTitle(title);
    info.setCreationDate(end);
    metadata(document, captured);
    PDPageLabels labels = new PDPageLabels(document);
    PDPageLabelRange all = new PDPageLabelRange();
    all.setStyle(PDPageLabelRange.STYLE_DECIMAL);
    labels.setLabelItem(0, all);
    document.getDocumentCatalog().setPageLabels(labels);
    document.setDocumentId(captured.toEpochMilli());
  }

  /** The time of making stands in the metadata a second time. */
  private static void metadata(PDDocument document, Instant captured) throws IOException {
    PDMetadata packet = document.getDocumentCatalog().getMetadata();
    String text = new String(packet.toByteArray(), StandardCharsets.UTF_8);
    String date = Instant.ofEpochSecond(captured.getEpochSecond()).toString();
    String stamped = text.replaceAll("(<xmp:CreateDate>)[^<]*", "$1" + date.replace("Z", "+00:00"));
    PDMetadata mine =
        new PDMetadata(
            document, new ByteArrayInputStream(stamped.getBytes(StandardCharsets.UTF_8)));
    document.getDocumentCatalog().setMetadata(mine);
  }
}
