package io.memledger.corpus.judge;

import static io.memledger.corpus.page.PageText.number;
import static io.memledger.corpus.page.PageText.percent;

import io.memledger.corpus.page.Bands;
import io.memledger.corpus.page.PageText;
import io.memledger.corpus.page.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The chapter on machines that were made up, of which the whole truth is known. */
final class MadeUpChapter {
  private static final String INTRODUCTION =
      """
      Every archive is a whole machine that lives through its capture, from 512 MiB to 512 GiB,
      kernels 3.10 to 6.18, 75 seconds to 9 days; every size in it is drawn. The truth is known.
      **Plain** worlds do one thing at a time, drawn clearly; those **like real ones** do what real
      machines did when they fooled an earlier verdict. Half of the archives are for tuning, nobody
      looks at the others one by one.

      - A leak counts only if it rises by at least 2.5 times what METHOD 3.9 calls material.
      - **Right**: of a leak, the verdict is leak or suspected leak (under 30 minutes: suspected leak
        only) and a finding is about this leak. Of what is no leak: neither of the two, and pressure
        only where memory was really short. **Precision** is over verdicts that accuse.
      - **Culprit**: the first finding names who leaks; a cgroup counts only in container scenarios.
      - **Rate**: against what leaked in the window that the finding states, noise not counted.
      - **Shape**: of the finding about the leak; of a benign mover, of the cleared finding about it.
      - **False alarm**: a finding that accuses someone who neither leaks nor is bound to move along.
      - **Forecast**: against the true headroom and the true rate.

      """;

  /** Of a scenario: the promise that it is held against. */
  private static final double RIGHT = 0.95;

  private static final double TOLD = 0.9;
  private static final double RATE_ERROR = 0.05;

  private final List<Outcome> outcomes;
  private PageText out;

  MadeUpChapter(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  Bands bands() {
    return bands(outcomes);
  }

  private static Bands bands(List<Outcome> of) {
    List<Said> accusing = of.stream().filter(Outcome::accused).map(Outcome::verdict).toList();
    List<Said> healthy =
        of.stream().filter(one -> one.status().equals("healthy")).map(Outcome::verdict).toList();
    return Bands.of(accusing, healthy);
  }

  void write(PageText to) {
    out = to;
    out.heading(2, "Made-up worlds");
    out.text(INTRODUCTION);
    part("Kept-aside half", half(false));
    part("Tuned half", half(true));
  }

  private List<Outcome> half(boolean tuned) {
    return outcomes.stream().filter(one -> (one.number() % 2 == 0) == tuned).toList();
  }

  private void part(String title, List<Outcome> of) {
    if (of.isEmpty()) {
      return;
    }
    out.heading(3, title + ": " + of.size() + " archives");
    List<Score> scores =
        List.of(new Score(of), new Score(family(of, false)), new Score(family(of, true)));
    out.head("figure", "promise", "all", "plain", "like real ones");
    figure(scores, "archives", "", s -> Integer.toString(s.size()));
    figure(scores, "precision of the verdict", "0.99", s -> number(s.precision()));
    figure(scores, "recall", "0.98", s -> number(s.recall()));
    figure(scores, "culprit named first, of the leaks found", "0.95", s -> number(s.culprit()));
    figure(scores, "category right, of the leaks found", "", s -> number(s.category()));
    figure(scores, "median rate error", "5 %", s -> percent(s.medianRateError()));
    figure(scores, "true rate inside the stated interval", "0.90", s -> number(s.coverage()));
    figure(scores, "shape word right", "0.90", s -> number(s.shape()));
    figure(scores, "false alarms per 1,000 series", "", s -> number(s.falseAlarmsPerThousand()));
    figure(scores, "median forecast error near a limit", "", s -> percent(s.forecastError()));
    out.end();
    scenarios(of);
    out.heading(4, title + ": confidence said, and right");
    bands(of).write(out);
  }

  private static List<Outcome> family(List<Outcome> of, boolean likeReal) {
    return of.stream().filter(one -> Scenarios.isLikeReal(one.scenario()) == likeReal).toList();
  }

  /** A row of the first table: all, plain worlds, those like real ones. */
  private void figure(
      List<Score> scores, String name, String promise, Function<Score, String> figure) {
    List<String> cells = new ArrayList<>(List.of(name, promise));
    scores.forEach(score -> cells.add(figure.apply(score)));
    out.line(cells.toArray(new String[0]));
  }

  private static Map<String, List<Outcome>> byName(List<Outcome> of) {
    Map<String, List<Outcome>> byName = new LinkedHashMap<>();
    for (Outcome one : of) {
      byName.computeIfAbsent(one.scenario().name(), n -> new ArrayList<>()).add(one);
    }
    return byName;
  }

  private void scenarios(List<Outcome> of) {
    Map<String, List<Outcome>> byName = byName(of);
    out.head(
        "leak", "n", "right", "missed", "culprit", "category", "shape", "rate error", "inside");
    byName.forEach(
        (name, all) -> {
          Score score = new Score(all);
          if (all.get(0).scenario().leaks()) {
            out.line(
                name,
                Integer.toString(all.size()),
                number(score.right()),
                Long.toString(count(all, one -> !one.found())),
                number(score.culprit()),
                number(score.category()),
                score.shapeCounted(),
                percent(score.medianRateError()),
                number(score.coverage()));
          }
        });
    out.end();
    out.head("no leak", "n", "right", "false verdicts", "inconclusive", "pressure", "shape");
    byName.forEach(
        (name, all) -> {
          Score score = new Score(all);
          if (!all.get(0).scenario().leaks()) {
            out.line(
                name,
                Integer.toString(all.size()),
                number(score.right()),
                Long.toString(count(all, Outcome::falseVerdict)),
                Long.toString(count(all, one -> one.status().equals("inconclusive"))),
                Long.toString(count(all, one -> one.status().equals("pressure"))),
                score.shapeCounted());
          }
        });
    out.end();
  }

  private record Weakness(double missing, String line) {}

  /** Of the kept-aside half: worst first, by how much is missing to the promise. */
  List<String> bad() {
    List<Weakness> all = new ArrayList<>();
    byName(half(false))
        .forEach(
            (name, of) -> {
              Score score = new Score(of);
              weak(all, name, "verdict right", score.right(), RIGHT);
              weak(all, name, "culprit first", score.culprit(), RIGHT);
              weak(all, name, "shape word right", score.shape(), TOLD);
              weak(all, name, "true rate inside the interval", score.coverage(), TOLD);
              double error = score.medianRateError();
              if (error > RATE_ERROR) {
                all.add(new Weakness(error, name + ": median rate error " + percent(error)));
              }
            });
    all.sort(
        Comparator.comparingDouble((Weakness one) -> -one.missing).thenComparing(one -> one.line));
    return all.stream().map(Weakness::line).toList();
  }

  private static void weak(
      List<Weakness> all, String name, String what, double share, double wanted) {
    if (share < wanted) {
      all.add(new Weakness(wanted - share, name + ": " + what + " in " + number(share)));
    }
  }

  private static long count(List<Outcome> all, Predicate<Outcome> which) {
    return all.stream().filter(which).count();
  }
}
