package io.memledger.report.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import io.memledger.report.fonts.Fonts;
import io.memledger.report.fonts.WideFont;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Paper;
import io.memledger.report.page.Templates;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Generator;
import io.memledger.report.words.Messages;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * report.pdf: the same text and charts set as pages, charts as vectors, fonts embedded; PDF/A-2u
 * (ISO 19005-2), with the tags of PDF/UA-1 (ISO 14289-1).
 */
public final class PdfWriter {
  /** Points of a curve at most; fewer where the file would be too large to send. */
  private static final int[] POINTS = {400, 150};

  private static final int LARGEST = 2_000_000;

  private final ReportBuilder.Built built;
  private final Messages messages;
  private final Templates templates;
  private final Paper paper;
  private final PdfCharts charts;
  private final Brand brand;

  private PdfWriter(
      ReportBuilder.Built built,
      Messages messages,
      Templates templates,
      Paper paper,
      PdfCharts charts,
      Brand brand) {
    this.built = built;
    this.messages = messages;
    this.templates = templates;
    this.paper = paper;
    this.charts = charts;
    this.brand = brand;
  }

  /**
   * @param wide a font for Chinese; without it such characters are shown by their code points
   */
  public static byte[] write(
      ReportBuilder.Built built,
      Messages messages,
      Templates templates,
      Paper paper,
      Optional<WideFont> wide,
      Brand brand) {
    byte[] pdf = {};
    for (int points : POINTS) {
      PdfCharts charts = new PdfCharts(built.drawings(), built.failed(), paper, points);
      pdf = new PdfWriter(built, messages, templates, paper, charts, brand).write(wide);
      if (pdf.length < LARGEST) {
        return pdf;
      }
    }
    return pdf;
  }

  private byte[] write(Optional<WideFont> wide) {
    String page = page();
    PrintFonts fonts = new PrintFonts(wide, page + charts.words());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XRLog.setLoggingEnabled(false);
    ShippedMapper.install();
    try (PDDocument document = new PDDocument();
        PdfBoxRenderer renderer =
            builder(document, fonts.covered(page), fonts).buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PdfStamp.put(document, fonts.covered(built.report().title()), built.captured());
      document.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private String page() {
    Map<String, Object> model = new HashMap<>();
    model.put("report", built.report());
    model.put("text", Templates.texts(key -> messages.text("report." + key)));
    model.put("lang", messages.language().tag());
    model.put("print", true);
    model.put("brand", brand);
    model.put("chart", Templates.markup(charts::placeholder));
    model.put("crashed", Templates.crashes(built.failed()::add, built.failed()::sentence));
    model.put("style", templates.plain("print.css") + paper.css() + brand.printCss());
    return templates.fill("print.ftlh", model);
  }

  private PdfRendererBuilder builder(PDDocument document, String page, PrintFonts fonts)
      throws IOException {
    DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(PdfCharts.TYPE, charts);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePDDocument(document);
    builder.withHtmlContent(page, null);
    builder.withProducer(Generator.TEXT);
    builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
    builder.usePdfUaAccessibility(true);
    builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    builder.useObjectDrawerFactory(drawers);
    for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl((uri, type) -> false, when);
    }
    for (Fonts.Face face : Fonts.Face.values()) {
      PDFont font = PDType0Font.load(document, new ByteArrayInputStream(fonts.file(face)), true);
      PDFontSupplier supplier = new PDFontSupplier(font);
      builder.useFont(supplier, face.family(), face.weight(), FontStyle.NORMAL, true);
      // By this name the charts ask for it.
      String own = Fonts.awt(face, 1).getFamily(Locale.ROOT);
      builder.useFont(supplier, own, 400, FontStyle.NORMAL, true);
    }
    return builder;
  }
}
