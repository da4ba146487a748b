package io.memledger.corpus.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The page of figures: same outcomes, same page. */
final class AccuracyPage {
  private static final String INTRODUCTION =
      """
      # Accuracy on the made-up corpus

      Written by `AccuracyRun` (README.md, "How often it is right"); the same code writes the same page.
      Every archive is a whole machine that lives through its capture, from 512 MiB to 512 GiB,
      kernels 3.10 to 6.18, 75 seconds to 9 days; every size in it is drawn. The truth is known.

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

  private final List<Outcome> outcomes;
  private final StringBuilder out = new StringBuilder();

  AccuracyPage(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  String text() {
    out.setLength(0);
    out.append(INTRODUCTION);
    List<Outcome> kept = half(false);
    List<Outcome> tuned = half(true);
    if (!kept.isEmpty()) {
      part("Kept-aside half", kept);
    }
    if (!tuned.isEmpty()) {
      part("Tuned half", tuned);
    }
    return out.toString();
  }

  private List<Outcome> half(boolean tuned) {
    return outcomes.stream().filter(one -> (one.number() % 2 == 0) == tuned).toList();
  }

  private void part(String title, List<Outcome> of) {
    out.append("## ").append(title).append(": ").append(of.size()).append(" archives\n\n");
    Score score = new Score(of);
    line("figure", "promise", "measured");
    line("---", "---", "---");
    line("precision of the verdict", "0.98", number(score.precision()));
    line("recall", "0.95", number(score.recall()));
    line("culprit named first, of the leaks found", "0.95", number(score.culprit()));
    line("category right, of the leaks found", "", number(score.category()));
    line("median rate error", "5 %", percent(score.medianRateError()));
    line("true rate inside the stated interval", "0.90", number(score.coverage()));
    line("shape word right", "0.90", number(score.shape()));
    line("false alarms per 1,000 series", "", number(score.falseAlarmsPerThousand()));
    line("median forecast error where a limit is near", "", percent(score.forecastError()));
    out.append('\n');
    scenarios(of);
    reliability(of);
  }

  private void scenarios(List<Outcome> of) {
    Map<String, List<Outcome>> byName = new LinkedHashMap<>();
    for (Outcome one : of) {
      byName.computeIfAbsent(one.scenario().name(), n -> new ArrayList<>()).add(one);
    }
    line("leak", "n", "right", "missed", "culprit", "category", "shape", "rate error", "inside");
    line("---", "---", "---", "---", "---", "---", "---", "---", "---");
    byName.forEach(
        (name, all) -> {
          Score score = new Score(all);
          if (all.get(0).scenario().leaks()) {
            line(
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
    out.append('\n');
    line("no leak", "n", "right", "false verdicts", "inconclusive", "pressure", "shape");
    line("---", "---", "---", "---", "---", "---", "---");
    byName.forEach(
        (name, all) -> {
          Score score = new Score(all);
          if (!all.get(0).scenario().leaks()) {
            line(
                name,
                Integer.toString(all.size()),
                number(score.right()),
                Long.toString(count(all, Outcome::falseVerdict)),
                Long.toString(count(all, one -> one.status().equals("inconclusive"))),
                Long.toString(count(all, one -> one.status().equals("pressure"))),
                score.shapeCounted());
          }
        });
    out.append('\n');
    out.append("### What it is bad at\n\n");
    bad(byName);
  }

  private record Weakness(double missing, String line) {}

  /** Worst first, by how much is missing to the promise. */
  private void bad(Map<String, List<Outcome>> byName) {
    List<Weakness> all = new ArrayList<>();
    byName.forEach(
        (name, outcomesOf) -> {
          Score score = new Score(outcomesOf);
          weak(all, name, "verdict right", score.right(), 0.95);
          weak(all, name, "culprit first", score.culprit(), 0.95);
          weak(all, name, "shape word right", score.shape(), 0.9);
          weak(all, name, "true rate inside the interval", score.coverage(), 0.9);
          double error = score.medianRateError();
          if (error > 0.05) {
            all.add(new Weakness(error, name + ": median rate error " + percent(error)));
          }
        });
    all.sort(
        Comparator.comparingDouble((Weakness one) -> -one.missing).thenComparing(one -> one.line));
    all.forEach(one -> out.append("- ").append(one.line).append('\n'));
    out.append(all.isEmpty() ? "Nothing below the promise in any scenario.\n\n" : "\n");
  }

  private static void weak(
      List<Weakness> all, String name, String what, double share, double wanted) {
    if (share < wanted) {
      all.add(new Weakness(wanted - share, name + ": " + what + " in " + number(share)));
    }
  }

  private void reliability(List<Outcome> of) {
    out.append("### Confidence: said, and right\n\n");
    line("said", "findings", "right", "verdicts", "right");
    line("---", "---", "---", "---", "---");
    List<Outcome.Said> findings = of.stream().flatMap(one -> one.findings().stream()).toList();
    List<Outcome.Said> verdicts = of.stream().map(Outcome::verdict).toList();
    for (int bin = 0; bin < 10; bin++) {
      double low = bin / 10.0;
      List<Outcome.Said> f = bin(findings, low);
      List<Outcome.Said> v = bin(verdicts, low);
      if (f.size() + v.size() > 0) {
        line(
            String.format(Locale.ROOT, "%.1f to %.1f", low, low + 0.1),
            Integer.toString(f.size()),
            rightOf(f),
            Integer.toString(v.size()),
            rightOf(v));
      }
    }
    out.append('\n');
  }

  private static List<Outcome.Said> bin(List<Outcome.Said> all, double low) {
    return all.stream()
        .filter(one -> one.confidence() >= low && (one.confidence() < low + 0.1 || low == 0.9))
        .toList();
  }

  private static String rightOf(List<Outcome.Said> all) {
    double right = all.stream().filter(Outcome.Said::right).count();
    return number(all.isEmpty() ? Double.NaN : right / all.size());
  }

  private static long count(List<Outcome> all, Predicate<Outcome> which) {
    return all.stream().filter(which).count();
  }

  private void line(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }
}
