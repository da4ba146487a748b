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
import java.awt.Graphics2D;
import java.awt.Shape;
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
import org.w3c.dom.Element;

/**
 * report.pdf: the same text and charts set as pages, charts as vectors, fonts embedded; PDF/A-2u
 * (ISO 19005-2), with the tags of PDF/UA-1 (ISO 14289-1).
 */
final class PdfWriter {
  private static final String CHART = "application/x-memledger-chart";

  /**
   * Curves on paper are this much less high than on a screen, so that more of them share a page.
   */
  private static final double FLATTER = 0.8;

  /** Points of a curve at most; fewer where the file would be too large to send. */
  private static final int[] POINTS = {400, 150};

  private static final int LARGEST = 2_000_000;

  /** The chart on the cover has room to be as high. */
  private static final String COVER = "verdict";

  private final ReportBuilder.Built built;
  private final Messages messages;
  private final Templates templates;
  private final Paper paper;
  private final int points;

  private PdfWriter(
      ReportBuilder.Built built, Messages messages, Templates templates, Paper paper, int points) {
    this.built = built;
    this.messages = messages;
    this.templates = templates;
    this.paper = paper;
    this.points = points;
  }

  /**
   * @param wide a font for Chinese; without it such characters are shown by their code points
   */
  static byte[] write(
      ReportBuilder.Built built,
      Messages messages,
      Templates templates,
      Paper paper,
      Optional<WideFont> wide) {
    byte[] pdf = {};
    for (int points : POINTS) {
      pdf = new PdfWriter(built, messages, templates, paper, points).write(wide);
      if (pdf.length < LARGEST) {
        return pdf;
      }
    }
    return pdf;
  }

  private byte[] write(Optional<WideFont> wide) {
    String page = page();
    PrintFonts fonts = new PrintFonts(wide, page + drawn());
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
    model.put("chart", Templates.markup(id -> placeholder(built.drawings().get(id))));
    model.put("style", templates.plain("print.css") + paper.css());
    return templates.fill("print.ftlh", model);
  }

  /** The words of all charts, which are not on the page yet. */
  private String drawn() {
    StringBuilder out = new StringBuilder();
    for (Draft.Drawing drawing : built.drawings().values()) {
      draw(drawing, new SvgGraphics(out));
    }
    return out.toString();
  }

  private void draw(Draft.Drawing drawing, Graphics2D graphics) {
    boolean small = SvgWriter.isSmall(drawing.spec());
    ChartSpec spec = Downsampling.of(drawing.spec(), small ? points / 3 : points);
    Charts.draw(spec, graphics, width(drawing), height(drawing));
  }

  /** In the points of the drawing. */
  private static int width(Draft.Drawing drawing) {
    return SvgWriter.isSmall(drawing.spec()) ? SvgWriter.SMALL : SvgWriter.WIDE;
  }

  /** In the points of the drawing. */
  private static int height(Draft.Drawing drawing) {
    int onScreen = Charts.height(drawing.spec(), width(drawing));
    boolean full =
        drawing.spec() instanceof ChartSpec.Waterfall
            || SvgWriter.isSmall(drawing.spec())
            || drawing.figure().id().equals(COVER);
    return full ? onScreen : (int) (FLATTER * onScreen);
  }

  /** Where a chart goes; ids are the program's own. */
  private String placeholder(Draft.Drawing drawing) {
    boolean small = SvgWriter.isSmall(drawing.spec());
    double room = small ? paper.columnWidth() : paper.textWidth();
    StringBuilder out = new StringBuilder();
    out.append("<object type=\"").append(CHART).append("\" data=\"");
    out.append(drawing.figure().id()).append("\" alt=\"");
    Markup.escape(drawing.figure().title() + ". " + drawing.figure().description(), out);
    out.append("\" style=\"");
    out.append(
        String.format(
            Locale.ROOT,
            "width:%.1fpx;height:%.1fpx",
            room,
            height(drawing) * room / width(drawing)));
    return out.append("\"></object>").toString();
  }

  private PdfRendererBuilder builder(PDDocument document, String page, PrintFonts fonts)
      throws IOException {
    DefaultObjectDrawerFactory drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(CHART, new ChartDrawer());
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePDDocument(document);
    builder.withHtmlContent(page, null);
    builder.withProducer(ReportBuilder.GENERATOR);
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

  private final class ChartDrawer implements FSObjectDrawer {
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
      Draft.Drawing drawing = built.drawings().get(element.getAttribute("data"));
      float wide = (float) (width / dotsPerPixel);
      float high = (float) (height / dotsPerPixel);
      device.drawWithGraphics(
          (float) x,
          (float) y,
          wide,
          high,
          graphics -> {
            double scale = wide / width(drawing);
            graphics.scale(scale, scale);
            draw(drawing, graphics);
          });
      return null;
    }
  }
}
