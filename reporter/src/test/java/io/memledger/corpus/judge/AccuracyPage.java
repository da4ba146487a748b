package io.memledger.corpus.judge;

import io.memledger.corpus.limits.LimitsChapter;
import io.memledger.corpus.page.Bands;
import io.memledger.corpus.page.PageText;
import io.memledger.corpus.real.RealChapter;
import io.memledger.live.LiveChapter;
import java.util.ArrayList;
import java.util.List;

/** The page of figures: same outcomes, same page. */
final class AccuracyPage {
  private static final String INTRODUCTION =
      """
      # How often it is right

      Written by `AccuracyRun` (README.md, "How often it is right"); the same code and data write the
      same page. Three chapters, the hardest first: real machines, of which only is known what they
      did afterwards; live programs, which really leak one thing each; made-up worlds, whose whole
      truth is known. Whoever changes the judgement looks at the first.

      """;

  private static final String RELIABILITY =
      """
      Of all chapters that state a confidence: for each band, how many verdicts were said with it, what
      they said on average, and the share that was right. An inconclusive verdict states none.

      """;

  private final RealChapter real;
  private final MadeUpChapter madeUp;
  private final LimitsChapter limits;

  AccuracyPage(RealChapter real, MadeUpChapter madeUp, LimitsChapter limits) {
    this.real = real;
    this.madeUp = madeUp;
    this.limits = limits;
  }

  String text() {
    PageText out = new PageText().text(INTRODUCTION);
    Bands all = real.bands().plus(madeUp.bands());
    out.heading(2, "Confidence: said, and right, in all");
    out.text(RELIABILITY);
    all.write(out);
    bad(out);
    real.write(out);
    LiveChapter.write(out);
    madeUp.write(out);
    limits.write(out);
    return out.toString().stripTrailing() + "\n";
  }

  private void bad(PageText out) {
    List<String> bad = new ArrayList<>(real.bad());
    real.bands().off().forEach(line -> bad.add("confidence on real machines: " + line));
    madeUp.bands().off().forEach(line -> bad.add("confidence in made-up worlds: " + line));
    bad.addAll(limits.bad());
    bad.addAll(madeUp.bad());
    out.heading(2, "What it is bad at");
    bad.forEach(line -> out.text("- " + line + "\n"));
    out.text(bad.isEmpty() ? "Nothing is below the promise.\n\n" : "\n");
  }
}
