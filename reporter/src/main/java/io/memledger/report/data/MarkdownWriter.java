package io.memledger.report.data;

import io.memledger.report.model.Report;
import io.memledger.report.model.Report.CgroupRow;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.FailedPart;
import io.memledger.report.model.Report.FindingPart;
import io.memledger.report.model.Report.LedgerRow;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** report.md: the same text for a ticket or a chat, without charts. */
public final class MarkdownWriter {
  private static final int MOST_CGROUPS = 15;

  private final StringBuilder out = new StringBuilder();
  private final Report report;
  private final UnaryOperator<String> texts;

  private MarkdownWriter(Report report, Messages messages) {
    this.report = report;
    this.texts = key -> messages.text("report." + key);
  }

  public static byte[] write(Report report, Messages messages) {
    MarkdownWriter made = new MarkdownWriter(report, messages);
    made.head();
    made.part("ledger", "ledger.title", made::ledger);
    made.findings("findings.title", "findings.none", report.findings());
    made.findings("cleared.title", "cleared.none", report.cleared());
    made.part("cgroups", "cgroups.title", made::cgroups);
    made.part("rules", "rules.title", made::rules);
    made.part("quality", "quality.title", made::quality);
    made.line(MarkdownText.line(report.generator() + ". " + made.texts.apply("footer")));
    return made.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The verdict and what to do next, short enough for a comment. */
  public static String summary(Report report, Messages messages) {
    MarkdownWriter made = new MarkdownWriter(report, messages);
    made.head();
    report.findings().stream().limit(1).forEach(f -> made.steps(f, "steps.title"));
    return made.out.toString();
  }

  private void head() {
    title(1, report.title());
    line(
        "**"
            + MarkdownText.escaped(report.verdict().word())
            + ".** "
            + MarkdownText.escaped(report.verdict().headline()));
    line("");
    facts(report.verdict().facts());
    line(MarkdownText.line(report.verdict().basis()));
    if (!report.verdict().doubts().isEmpty()) {
      line(MarkdownText.line(report.verdict().doubts()));
    }
    line("");
    line(MarkdownText.line(report.window()));
    line("");
  }

  /** A section, or why there is none. */
  private void part(String name, String title, Runnable section) {
    Optional<FailedPart> failure =
        report.failed().stream().filter(one -> one.part().equals(name)).findFirst();
    if (failure.isEmpty()) {
      section.run();
      return;
    }
    title(2, texts.apply(title));
    line(MarkdownText.line(failure.get().text()));
    line("");
  }

  private void ledger() {
    title(2, texts.apply("ledger.title"));
    if (report.ledger() == null) {
      line(MarkdownText.line(texts.apply("ledger.none")));
      line("");
      return;
    }
    line(MarkdownText.line(report.ledger().summary()));
    line("");
    String lines = texts.apply("ledger.line") + ", " + report.ledger().unit();
    if (report.ledger().total().delta().isEmpty()) {
      row(lines, texts.apply("ledger.end"));
      line("|:---|---:|");
    } else {
      row(
          lines,
          texts.apply("ledger.start"),
          texts.apply("ledger.end"),
          texts.apply("ledger.delta"));
      line("|:---|---:|---:|---:|");
    }
    report.ledger().rows().forEach(this::row);
    row(report.ledger().total());
    line("");
  }

  private void row(LedgerRow row) {
    if (row.delta().isEmpty()) {
      row(row.label(), row.end());
    } else {
      row(row.label(), row.start(), row.end(), row.delta());
    }
  }

  private void row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(MarkdownText.escaped(cell)).append(" |");
    }
    line(row.toString());
  }

  private void findings(String title, String none, List<FindingPart> findings) {
    title(2, texts.apply(title));
    if (findings.isEmpty()) {
      line(MarkdownText.line(texts.apply(none)));
      line("");
    }
    for (FindingPart f : findings) {
      title(3, f.word() + ": " + f.headline());
      line(MarkdownText.line(f.explanation()));
      line("");
      facts(f.facts());
      if (!f.evidence().isEmpty()) {
        row(
            texts.apply("evidence.name"),
            texts.apply("evidence.value"),
            texts.apply("evidence.source"));
        line("|:---|---:|:---|");
        f.evidence().forEach(e -> row(e.name(), e.value(), e.source()));
        line("");
      }
      steps(f, "steps.title");
    }
  }

  private void steps(FindingPart finding, String title) {
    if (finding.steps().isEmpty()) {
      return;
    }
    line("**" + MarkdownText.escaped(texts.apply(title)) + "**");
    line("");
    for (Report.Step step : finding.steps()) {
      line(MarkdownText.line(step.why()));
      line("");
      if (!step.command().isEmpty()) {
        out.append(MarkdownText.block(step.command())).append('\n');
      }
    }
  }

  private void facts(List<Fact> facts) {
    for (Fact fact : facts) {
      String note = fact.note().isEmpty() ? "" : " (" + MarkdownText.escaped(fact.note()) + ")";
      line(
          "- "
              + MarkdownText.escaped(fact.label())
              + ": **"
              + MarkdownText.escaped(fact.value())
              + "**"
              + note);
    }
    line("");
  }

  /** The upper rows: a ticket has no room for more. */
  private void cgroups() {
    if (report.cgroups() == null) {
      return;
    }
    title(2, texts.apply("cgroups.title"));
    row(
        texts.apply("cgroups.cgroup"),
        texts.apply("cgroups.now"),
        texts.apply("cgroups.growth"),
        texts.apply("cgroups.working"),
        texts.apply("cgroups.limit"),
        texts.apply("cgroups.events"),
        texts.apply("cgroups.explains"));
    line("|:---|---:|---:|---:|---:|:---|:---|");
    for (CgroupRow one : report.cgroups().rows().stream().limit(MOST_CGROUPS).toList()) {
      String name = one.name().isEmpty() ? one.path() : one.name() + ", " + one.path();
      row(
          "– ".repeat(Integer.parseInt(one.depth())) + name,
          one.now(),
          one.growth(),
          one.working(),
          one.limit() + (one.full().isEmpty() ? "" : ", " + one.full()),
          one.events(),
          one.line() == null ? Numbers.UNKNOWN : one.line().label() + " " + one.line().value());
    }
    line("");
  }

  private void rules() {
    title(2, texts.apply("rules.title"));
    row(texts.apply("rules.rule"), texts.apply("rules.outcome"), texts.apply("rules.reason"));
    line("|:---|:---|:---|");
    report.rules().forEach(r -> row(r.title(), r.word(), r.reason()));
    line("");
  }

  private void quality() {
    title(2, texts.apply("quality.title"));
    facts(report.quality().archive());
    report
        .quality()
        .missing()
        .forEach(m -> line("- " + MarkdownText.escaped(m.path() + ": " + m.reason())));
    report.quality().warnings().forEach(w -> line("- " + MarkdownText.escaped(w)));
    line("");
  }

  private void title(int depth, String text) {
    line("#".repeat(depth) + " " + MarkdownText.escaped(text));
    line("");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
