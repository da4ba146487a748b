package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.fonts.WideFont;
import io.memledger.report.page.Paper;
import io.memledger.report.words.Language;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** The PDF before veraPDF, which knows the rules of PDF/A-2u and PDF/UA-1. */
@Tag("slow")
class PdfStandardsIT {
  @TempDir private Path dir;

  @Test
  void englishMeetsThem() throws Exception {
    meetsStandards(Language.ENGLISH, Optional.empty());
  }

  @Test
  void chineseMeetsThem() throws Exception {
    meetsStandards(Language.CHINESE, Optional.of(WideFont.ofSystem()));
  }

  private void meetsStandards(Language language, Optional<WideFont> font) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    byte[] bytes = PdfTest.pdf(MadeUp.hostile(), language, Paper.LETTER, font, dir);
    for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_U, PDFAFlavour.PDFUA_1)) {
      try (PDFAParser parser =
              Foundries.defaultInstance().createParser(new ByteArrayInputStream(bytes), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        var result = validator.validate(parser);
        assertTrue(result.isCompliant(), () -> flavour + ": " + result.getTestAssertions());
      }
    }
  }
}
