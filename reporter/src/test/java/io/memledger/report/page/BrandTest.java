package io.memledger.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.Format;
import io.memledger.report.MadeUp;
import io.memledger.report.ReportWriter;
import io.memledger.report.ReportWriterTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A support desk's own name, logo and colour: shown, or refused with a reason. */
class BrandTest {
  private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'%s>%s</svg>";

  @TempDir private Path dir;

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("brand.properties"), text);
  }

  private String refusal(String text) throws IOException {
    Path file = file(text);
    return assertThrows(BrandException.class, () -> Brand.read(file)).getMessage();
  }

  @Test
  void nameLogoAndColoursAreShown() throws IOException {
    Path logo = dir.resolve("logo.png");
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
    Brand brand =
        Brand.read(file("name=Acme <Support>\nlogo=logo.png\ncolor=#0a5c36\ncolor.dark=#7fd6a8\n"));
    Presentation plain = Presentation.plain(ReportWriterTest.templates(dir));
    Presentation own =
        new Presentation(plain.templates(), plain.language(), plain.paper(), null, brand);
    ReportWriter.write(MadeUp.leak(), own, dir, EnumSet.of(Format.HTML, Format.PDF));
    String html = Files.readString(dir.resolve("report.html"));
    assertTrue(html.contains("Acme &lt;Support&gt;"), "as text");
    assertTrue(html.contains("<img src=\"data:image/png;base64,"));
    assertTrue(html.contains(":root{--brand:#0a5c36}"));
    assertTrue(html.contains("{--brand:#7fd6a8}"));
    try (PDDocument pdf = Loader.loadPDF(dir.resolve("report.pdf").toFile())) {
      assertTrue(new PDFTextStripper().getText(pdf).contains("Acme <Support>"));
      assertTrue(pdf.getPage(0).getResources().getXObjectNames().iterator().hasNext(), "logo");
    }
  }

  @Test
  void withoutAnythingTheProductIsNamed() throws IOException {
    assertEquals(Brand.OWN, Brand.read(file("")));
  }

  @Test
  void whatIsNotUnderstoodIsRefused() throws IOException {
    assertTrue(refusal("colour=#123456").contains("unknown key colour"));
    assertTrue(refusal("color=red;}*{display:none").contains("must be a colour"));
    assertTrue(refusal("color=#ffee00").contains("cannot be read on #ffffff"));
    assertTrue(refusal("color.dark=#222222").contains("cannot be read on #14181d"));
    assertTrue(refusal("name= ").contains("1 to 60 characters"));
    Path missing = file("logo=no-such.png");
    assertThrows(IOException.class, () -> Brand.read(missing));
  }

  @Test
  void aLogoThatIsTooLargeIsRefused() throws IOException {
    Files.write(dir.resolve("logo.png"), new byte[64 * 1024 + 1]);
    assertTrue(refusal("logo=logo.png").contains("larger than 64 KiB"));
  }

  @Test
  void anInnocentSvgIsTaken() throws IOException {
    String circle = "<circle r='4' fill='url(#g)'/>";
    Files.writeString(dir.resolve("logo.svg"), SVG.formatted(" viewBox='0 0 9 9'", circle));
    Brand brand = Brand.read(file("logo=logo.svg"));
    assertTrue(brand.logo().startsWith("data:image/svg+xml;base64,"));
    assertFalse(brand.isPrintable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<circle onclick='alert(1)'/>",
        "<image href='https://example.com/x.png'/>",
        "<use href='https://example.com/x.svg#a'/>",
        "<rect style='fill:url(https://example.com/x)'/>",
        "<foreignObject><p>text</p></foreignObject>",
        "<style>@import 'x'</style>",
        "not closed <g>"
      })
  void anSvgThatRunsOrFetchesIsRefused(String content) throws IOException {
    Files.writeString(dir.resolve("logo.svg"), SVG.formatted("", content));
    assertTrue(refusal("logo=logo.svg").contains("logo"));
  }

  @Test
  void anSvgWithEntitiesIsRefused() throws IOException {
    String entity = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>";
    Files.writeString(dir.resolve("logo.svg"), entity + SVG.formatted("", "<text>&a;</text>"));
    assertTrue(refusal("logo=logo.svg").contains("neither PNG nor SVG"));
  }
}
