package io.memledger.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import java.awt.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.w3c.dom.Element;

/** report.pdf: the same text and charts set as pages, charts as vectors, fonts embedded. */
final class PdfWriter {
  private static final String CHART = "application/x-memledger-chart";

  /** Width of the text on the page in CSS pixels: A4 less the margins of print.css. */
  private static final double TEXT_WIDTH = 174 / 25.4 * 96;

  private PdfWriter() {}

  static byte[] write(ReportBuilder.Built built, Messages messages, Templates templates) {
    Map<String, Object> model = new HashMap<>();
    model.put("report", built.report());
    model.put("text", Templates.texts(key -> messages.text("report." + key)));
    model.put("print", true);
    model.put("chart", Templates.markup(id -> placeholder(built.drawings().get(id))));
    model.put("style", templates.plain("print.css"));
    String page = Fonts.covered(templates.fill("print.ftlh", model));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XRLog.setLoggingEnabled(false);
    ShippedMapper.install();
    try (PDDocument document = new PDDocument();
        PdfBoxRenderer renderer = builder(document, page, built).buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      stamp(document, built);
      document.save(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Where a chart goes; ids are the program's own. */
  private static String placeholder(Draft.Drawing drawing) {
    int height = Charts.height(drawing.spec(), SvgWriter.WIDE);
    return String.format(
        Locale.ROOT,
        "<object type=\"%s\" data=\"%s\" style=\"width:%.1fpx;height:%.1fpx\"></object>",
        CHART,
        drawing.figure().id(),
        TEXT_WIDTH,
        height * TEXT_WIDTH / SvgWriter.WIDE);
  }

  private static PdfRendererBuilder builder(
      PDDocument document, String page, ReportBuilder.Built built) throws IOException {
    DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(CHART, new ChartDrawer(built));
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePDDocument(document);
    builder.withHtmlContent(page, null);
    builder.withProducer(ReportBuilder.GENERATOR);
    builder.useObjectDrawerFactory(drawers);
    for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl((uri, type) -> false, when);
    }
    for (Fonts.Face face : Fonts.Face.values()) {
      PDFont font = PDType0Font.load(document, new ByteArrayInputStream(face.bytes()), true);
      PDFontSupplier supplier = new PDFontSupplier(font);
      builder.useFont(supplier, face.family(), face.weight(), FontStyle.NORMAL, true);
      // By this name the charts ask for it.
      String own = Fonts.awt(face, 1).getFamily(Locale.ROOT);
      builder.useFont(supplier, own, 400, FontStyle.NORMAL, true);
    }
    return builder;
  }

  /** Dates and identity from the capture: the same archive gives the same bytes. */
  private static void stamp(PDDocument document, ReportBuilder.Built built) {
    Calendar end = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    Instant captured = built.captured();
    end.setTimeInMillis(captured.toEpochMilli());
    PDDocumentInformation info = document.getDocumentInformation();
    info.setTitle(Fonts.covered(built.report().title()));
    info.setCreationDate(end);
    info.setModificationDate(end);
    document.setDocumentId(captured.toEpochMilli());
  }

  private record ChartDrawer(ReportBuilder.Built built) implements FSObjectDrawer {
    @Override
    public Map<Shape, String> drawObject(
        Element element,
        double x,
        double y,
        double width,
        double height,
        OutputDevice device,
        RenderingContext context,
        int dotsPerPixel) {
      ChartSpec spec = built.drawings().get(element.getAttribute("data")).spec();
      float wide = (float) (width / dotsPerPixel);
      float high = (float) (height / dotsPerPixel);
      device.drawWithGraphics(
          (float) x,
          (float) y,
          wide,
          high,
          graphics -> {
            double scale = wide / SvgWriter.WIDE;
            graphics.scale(scale, scale);
            Charts.draw(spec, graphics, SvgWriter.WIDE, Charts.height(spec, SvgWriter.WIDE));
          });
      return null;
    }
  }
}
