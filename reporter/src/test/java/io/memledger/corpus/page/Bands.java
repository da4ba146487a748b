package io.memledger.corpus.page;

import static io.memledger.corpus.page.PageText.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was said with which confidence, and how often it was right, by bands of confidence.
 *
 * @param accusing verdicts of a leak or a suspected leak, a tally for each band
 * @param healthy verdicts that say healthy, likewise
 */
public record Bands(List<Tally> accusing, List<Tally> healthy) {
  private static final double[] FROM = {0, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final String[] NAMES = {
    "below 0.5", "0.5 to 0.6", "0.6 to 0.7", "0.7 to 0.8", "0.8 to 0.9", "0.9 and more"
  };

  /** By which the share of right ones may differ from what was said. */
  private static final double MOST_OFF = 0.15;

  /** Answers: of fewer a share says nothing. */
  private static final int FEWEST = 10;

  public static Bands of(List<Said> accusing, List<Said> healthy) {
    return new Bands(bands(accusing), bands(healthy));
  }

  private static List<Tally> bands(List<Said> all) {
    List<Tally> bands = new ArrayList<>();
    for (int i = 0; i < FROM.length; i++) {
      double low = FROM[i];
      double high = i + 1 < FROM.length ? FROM[i + 1] : Double.POSITIVE_INFINITY;
      bands.add(
          Tally.of(
              all.stream().filter(s -> s.confidence() >= low && s.confidence() < high).toList()));
    }
    return bands;
  }

  public Bands plus(Bands other) {
    return new Bands(sum(accusing, other.accusing), sum(healthy, other.healthy));
  }

  private static List<Tally> sum(List<Tally> one, List<Tally> other) {
    List<Tally> sum = new ArrayList<>();
    for (int i = 0; i < FROM.length; i++) {
      sum.add(one.get(i).plus(other.get(i)));
    }
    return sum;
  }

  /** A table; bands in which nothing was said are left out. */
  public void write(PageText out) {
    out.head("confidence", "leak or suspected leak", "said", "right", "healthy", "said", "right");
    for (int i = 0; i < FROM.length; i++) {
      Tally leak = accusing.get(i);
      Tally none = healthy.get(i);
      if (leak.n() + none.n() > 0) {
        out.line(
            NAMES[i],
            Integer.toString(leak.n()),
            share(leak.said(), leak.n()),
            share(leak.right(), leak.n()),
            Integer.toString(none.n()),
            share(none.said(), none.n()),
            share(none.right(), none.n()));
      }
    }
    out.end();
  }

  /** Bands that promise too much or too little, in words; none is a good answer. */
  public List<String> off() {
    List<String> off = new ArrayList<>();
    off(off, "leak or suspected leak", accusing);
    off(off, "healthy", healthy);
    return off;
  }

  private static void off(List<String> off, String what, List<Tally> bands) {
    for (int i = 0; i < FROM.length; i++) {
      Tally one = bands.get(i);
      if (one.n() >= FEWEST && Math.abs(one.said() - one.right()) > MOST_OFF * one.n()) {
        off.add(
            String.format(
                Locale.ROOT,
                "%s, %s: said %s on average, right in %s of %d",
                what,
                NAMES[i],
                share(one.said(), one.n()),
                share(one.right(), one.n()),
                one.n()));
      }
    }
  }
}
