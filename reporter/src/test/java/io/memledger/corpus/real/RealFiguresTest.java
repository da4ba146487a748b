package io.memledger.corpus.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.corpus.page.Bands;
import io.memledger.corpus.page.PageText;
import io.memledger.corpus.page.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Figures over real machines are counted as they should, and the page shows those that are kept.
 */
class RealFiguresTest {
  private static final long HOUR = 3600;

  private static Judged judged(long hours, String truth, String status, double confidence) {
    Window window = new Window("w", "s", hours + "h", 0, hours * HOUR, truth);
    return new Judged(window, status, confidence, true, null);
  }

  @Test
  void windowsAreCounted() {
    RealFigures figures =
        RealFigures.of(
            List.of(
                judged(24, "leak", "leak", 0.9),
                judged(24, "leak", "inconclusive", Double.NaN),
                judged(24, "leak-small", "suspected-leak", 0.6),
                judged(24, "no-leak", "suspected-leak", 0.6),
                judged(24, "between", "suspected-leak", 0.6),
                judged(24, "unknown", "suspected-leak", 0.6),
                judged(6, "no-leak", "healthy", 0.95),
                judged(6, "leak", "healthy", 0.95)));
    assertEquals(new RealFigures.Counts(2, 1, 1, 1, 1, 1, 1, 1), figures.days());
    assertEquals(new RealFigures.Counts(1, 0, 1, 0, 0, 0, 0, 0), figures.shorter());
    assertEquals(new Tally(1, 0.9, 1), figures.leak());
    assertEquals(new Tally(2, 1.2, 1), figures.suspected(), "the small one is right");
    assertEquals(1, figures.falseEnds(), "of what is no leak alone");
    Bands bands = figures.bands();
    assertEquals(new Tally(2, 1.2, 1), bands.accusing().get(2), "0.6 to 0.7");
    assertEquals(new Tally(1, 0.9, 1), bands.accusing().get(5), "0.9 and more");
    assertEquals(new Tally(2, 1.9, 1), bands.healthy().get(5), "one that leaked on");
    assertEquals("6h", figures.byWindow().get(0).window(), "the shortest first");
  }

  @Test
  void thePageShowsTheFiguresThatAreKept() throws IOException {
    RealFigures kept = RealFigures.kept();
    int banded = kept.bands().accusing().stream().mapToInt(Tally::n).sum();
    assertEquals(kept.leak().n() + kept.suspected().n(), banded, "each in one band");
    assertTrue(kept.limitsTried() > 100, "limits were checked");
    PageText chapter = new PageText();
    new RealChapter(kept, List.of()).write(chapter);
    String text = chapter.toString();
    String page = Files.readString(Path.of("ACCURACY.md"));
    String found = text.substring(0, text.indexOf("### Real machines: confidence"));
    assertTrue(page.contains(found), "ACCURACY.md is not of these figures:\n" + found);
  }
}
