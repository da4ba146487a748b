package io.memledger.corpus.real;

import static io.memledger.corpus.page.PageText.number;
import static io.memledger.corpus.page.PageText.of;
import static io.memledger.corpus.page.PageText.share;

import io.memledger.corpus.page.Bands;
import io.memledger.corpus.page.PageText;
import io.memledger.corpus.page.Said;
import io.memledger.corpus.page.Tally;
import io.memledger.corpus.real.RealFigures.Counts;
import io.memledger.corpus.real.Recordings.Recorded;
import java.util.ArrayList;
import java.util.List;

/** The chapter on machines that nobody made up. */
public final class RealChapter {
  private static final String FOUND =
      """
      Host counters of machines that nobody made up, cut into windows as people capture them. The
      truth is what the same machine did afterwards: **leak** if used memory rose in the window by
      64 MiB or half a percent of MemTotal at least, and at least half as much again in the same time
      after it, in step; **small** if a smaller rise went on; **between** if a quarter to a half went
      on, which is not scored. A climb of days that then ends by itself counts as none, so that no
      window can be sure. The data are found and not in this repository; the figures are those of the
      last run that had them (README.md), in `src/test/resources/real-machines.json`.

      """;

  private static final String OWN =
      """
      Captures by the collector of machines with real services under load
      (`src/test/resources/recordings`; what is known of them stands in `recordings.md` there). A
      verdict is right if it accuses who leaks, at half to twice the true rate, or nobody where
      nobody does. On those **aside** nobody tunes.

      """;

  private final RealFigures found;
  private final List<Recorded> own;

  public RealChapter(RealFigures found, List<Recorded> own) {
    this.found = found;
    this.own = own;
  }

  public Bands bands() {
    List<Said> accusing = new ArrayList<>();
    List<Said> healthy = new ArrayList<>();
    for (Recorded one : own) {
      Said said = new Said(one.confidence(), one.right());
      if (one.status().endsWith("leak")) {
        accusing.add(said);
      } else if (one.status().equals("healthy")) {
        healthy.add(said);
      }
    }
    return found.bands().plus(Bands.of(accusing, healthy));
  }

  public void write(PageText out) {
    out.heading(2, "Real machines");
    out.heading(3, "Found: " + of(scored(), windows()) + " windows scored");
    out.text(FOUND);
    figures(out);
    windows(out);
    if (!own.isEmpty()) {
      recordings(out);
    }
    out.heading(3, "Real machines: confidence said, and right");
    bands().write(out);
  }

  private void figures(PageText out) {
    Counts days = found.days();
    Counts shorter = found.shorter();
    out.head("figure", "promise", "measured");
    out.line("windows of a day or more: precision", "0.65", precision());
    out.line("windows of a day or more: recall", "0.70", share(days.hits(), days.leaks()));
    out.line("shorter windows: false alarms", "1 %", of(shorter.falseAlarms(), shorter.noLeaks()));
    out.line("`leak`, which says " + said(found.leak()), "0.85", right(found.leak()));
    out.line(
        "`suspected-leak`, which says " + said(found.suspected()), "", right(found.suspected()));
    out.line("false times of exhaustion", "0", Integer.toString(found.falseEnds()));
    out.end();
  }

  String precision() {
    Counts days = found.days();
    return share(days.right(), days.right() + days.falseAlarms());
  }

  private static String said(Tally tally) {
    return number(tally.n() == 0 ? Double.NaN : tally.said() / tally.n()) + " on average";
  }

  private static String right(Tally tally) {
    return "right in " + of(tally.right(), tally.n());
  }

  private int windows() {
    return found.byWindow().stream()
        .map(RealFigures.Row::counts)
        .mapToInt(c -> c.leaks() + c.noLeaks() + c.small() + c.between())
        .sum();
  }

  private int scored() {
    return windows() - found.days().between() - found.shorter().between();
  }

  private void windows(PageText out) {
    out.head("window", "false alarms / no leak", "hits / leak", "small", "between, alarmed");
    found.byWindow().forEach(row -> window(out, row.window(), row.counts()));
    window(out, "a day or more", found.days());
    window(out, "shorter", found.shorter());
    out.end();
  }

  private static void window(PageText out, String name, Counts counts) {
    out.line(
        name,
        of(counts.falseAlarms(), counts.noLeaks()),
        of(counts.hits(), counts.leaks()),
        of(counts.smallFound(), counts.small()),
        of(counts.betweenAlarmed(), counts.between()));
  }

  private void recordings(PageText out) {
    long right = own.stream().filter(Recorded::right).count();
    out.heading(3, "Our own recordings: right in " + of(right, own.size()));
    out.text(OWN);
    out.head("recording", "may be accused", "said", "confidence", "accused", "right", "what is so");
    for (Recorded one : own) {
      out.line(
          one.name() + (one.aside() ? " (aside)" : ""),
          String.join(" or ", one.accused()),
          one.status(),
          number(one.confidence()),
          one.named(),
          one.right() ? "yes" : "**no**",
          one.truth());
    }
    out.end();
  }

  /** What it is bad at here, a line each. */
  public List<String> bad() {
    List<String> bad = new ArrayList<>();
    Counts days = found.days();
    int missed = days.leaks() - days.hits();
    if (days.falseAlarms() > 0) {
      bad.add(
          "found windows of a day or more: "
              + of(days.falseAlarms(), days.right() + days.falseAlarms())
              + " alarms are about a rise that did not go on");
    }
    if (missed > 0) {
      bad.add("found windows of a day or more: " + of(missed, days.leaks()) + " losses are missed");
    }
    Counts shorter = found.shorter();
    if (shorter.leaks() > shorter.hits()) {
      bad.add(
          "found windows of less than a day, host counters alone: "
              + of(shorter.leaks() - shorter.hits(), shorter.leaks())
              + " losses are missed; in less than a day nobody is accused by them");
    }
    for (Recorded one : own) {
      if (!one.right()) {
        bad.add(
            "recording "
                + one.name()
                + ": said "
                + one.status()
                + ", accused "
                + one.named()
                + "; right is "
                + String.join(" or ", one.accused()));
      }
    }
    return bad;
  }
}
