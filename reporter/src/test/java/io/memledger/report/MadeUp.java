package io.memledger.report;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.ledger.Ledger;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Wording;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Analyses of machines that do not exist: one that leaks for a day, one that is healthy. */
public final class MadeUp {
  public static final String SCRIPT = "<script>alert(1)</script>";
  public static final String IMAGE = "\"><img src=x onerror=alert(2)>";
  static final String FORMULA = "=cmd|'/C calc'!A0";
  static final String OVERRIDE = "safe\u202Egnp.exe";
  static final String LONG = "x".repeat(300);
  static final String LINES = "two\nlines\tand \u0007 a bell";
  static final String CHINESE = "订单服务";
  static final List<String> HOSTILE =
      List.of(SCRIPT, IMAGE, FORMULA, OVERRIDE, LONG, LINES, CHINESE);

  private static final double MIB = 1 << 20;

  private MadeUp() {}

  public static Analysis leak() {
    return leak("orderd", "db-7.example.net");
  }

  /** The same leak, with the limit of its cgroup nearer than the end of the host's memory. */
  public static Analysis capped() {
    Analysis leak = leak();
    Verdict verdict =
        new Verdict(
            leak.verdict().status(),
            leak.verdict().headline(),
            0.97,
            new Verdict.Exhaustion(
                Verdict.Exhaustion.Limit.CGROUP,
                MadeUpSeries.SERVICE.name(),
                25_480,
                23_000,
                29_000,
                MadeUpSeries.END.plusSeconds(25_480)));
    return new Analysis(
        leak.recording(),
        leak.ledger(),
        verdict,
        leak.findings(),
        leak.rules(),
        leak.notEvaluated(),
        List.of());
  }

  /** Every name hostile. */
  public static Analysis hostile() {
    return leak(SCRIPT, IMAGE);
  }

  /** The largest of machines, with more leaks and cleared suspicions than anyone reads. */
  static Analysis crowd() {
    Subject culprit = Subject.process("orderd", 1234, 5_000);
    Recording recording = new MadeUpSeries(culprit, "db-7").crowded(500, 300, 120).recording();
    Analysis leak = leak(culprit, recording);
    List<Finding> findings = new ArrayList<>(leak.findings());
    for (int i = 0; i < 200; i++) {
      findings.add(2, MadeUpFindings.process(recording, MadeUpSeries.worker(i), 1e8));
    }
    findings.set(0, swollen(findings.get(0)));
    for (int i = 0; i < 300; i++) {
      findings.add(findings.get(findings.size() - 1));
    }
    return new Analysis(
        recording,
        leak.ledger(),
        leak.verdict(),
        findings,
        leak.rules(),
        leak.notEvaluated(),
        List.of());
  }

  /** With the numbers of very many others. */
  private static Finding swollen(Finding finding) {
    FindingBuilder builder = FindingBuilder.from(finding);
    for (int i = 0; i < 2_000; i++) {
      builder.evidence("MemAvailable-start", i, Unit.BYTES, "proc/" + i + "/status");
      builder.step(Wording.of("test.step.map"), "pmap " + i);
    }
    return builder.build();
  }

  private static Analysis leak(String name, String hostName) {
    Subject culprit = Subject.process(name, 1234, 5_000);
    return leak(culprit, new MadeUpSeries(culprit, hostName).recording());
  }

  private static Analysis leak(Subject culprit, Recording recording) {
    String name = culprit.name();
    double rate = MadeUpSeries.RATE * 3600;
    List<Finding> findings = new ArrayList<>();
    findings.add(MadeUpFindings.process(recording, culprit, rate));
    findings.add(MadeUpFindings.available(rate));
    findings.add(MadeUpFindings.group());
    findings.add(
        MadeUpFindings.cleared(
            "page-cache-growth",
            Category.PAGE_CACHE,
            Metric.LEDGER_PAGE_CACHE,
            "test.cache.headline",
            "test.cache.explanation"));
    findings.add(
        MadeUpFindings.cleared(
            "slab-reclaimable",
            Category.SLAB_RECLAIMABLE,
            Metric.S_RECLAIMABLE,
            "test.slab.headline",
            "test.slab.explanation"));
    Verdict verdict =
        new Verdict(
            Verdict.Status.LEAK,
            Wording.of("test.verdict")
                .with("name", name)
                .with("rate", rate, Unit.BYTES_PER_HOUR)
                .with("left", 17_400, Unit.SECONDS),
            0.97,
            new Verdict.Exhaustion(
                Verdict.Exhaustion.Limit.HOST,
                null,
                17_400,
                15_800,
                19_500,
                MadeUpSeries.END.plusSeconds(17_400)),
            new Verdict.OutOfDescriptors(
                culprit,
                300,
                1024,
                21_000,
                20_000,
                Double.NaN,
                MadeUpSeries.END.plusSeconds(21_000)));
    TreeMap<String, List<String>> missing = new TreeMap<>();
    missing.put("proc/slabinfo", List.of("slab-unreclaimable", "slab-cache-growth"));
    return new Analysis(recording, ledger(culprit), verdict, findings, rules(), missing, List.of());
  }

  /** Nothing to report, hardly anything known. */
  public static Analysis healthy() {
    Recording recording = MadeUpSeries.bare();
    Verdict verdict =
        new Verdict(Verdict.Status.HEALTHY, Wording.of("test.healthy"), Double.NaN, null);
    return new Analysis(
        recording,
        null,
        verdict,
        List.of(),
        List.of(
            new RuleOutcome(
                MadeUpFindings.rule("available-decline"), Outcome.CLEAR, Wording.of("test.clear"))),
        new TreeMap<>(),
        List.of());
  }

  private static Ledger ledger(Subject culprit) {
    List<Ledger.Line> lines = new ArrayList<>();
    for (Category category : MadeUpSeries.LINES) {
      double start = MadeUpSeries.whole(category, 0);
      double end = MadeUpSeries.whole(category, 86_400);
      List<Ledger.Member> members =
          category != Category.ANONYMOUS
              ? List.of()
              : List.of(
                  new Ledger.Member(culprit, 812 * MIB, 812 * MIB + MadeUpSeries.RATE * 86_400),
                  new Ledger.Member(Subject.process(IMAGE, 77, 9), 90 * MIB, 260 * MIB),
                  new Ledger.Member(
                      Subject.named(Subject.Kind.PROCESS_GROUP, LONG), 300 * MIB, 350 * MIB));
      lines.add(new Ledger.Line(category, start, end, members, end - start > 0 ? 31 * MIB : 0));
    }
    return new Ledger(0, 86_400, lines, -8_900 * MIB, 0.98, List.of("test.note"));
  }

  private static List<RuleOutcome> rules() {
    return List.of(
        new RuleOutcome(
            MadeUpFindings.rule("process-growth"), Outcome.FINDING, Wording.of("test.finding")),
        new RuleOutcome(
            MadeUpFindings.rule("shmem-growth"), Outcome.CLEAR, Wording.of("test.clear")),
        new RuleOutcome(
            MadeUpFindings.rule("slab-unreclaimable"),
            Outcome.NOT_EVALUATED,
            Wording.of("test.missing").with("path", "proc/slabinfo")),
        new RuleOutcome(MadeUpFindings.rule("odd"), Outcome.FAILED, null));
  }

  /** The sentences that these analyses use, as rules would bring them. */
  static Map<String, String> sentences() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(
        "test.verdict",
        "{name} leaks {rate}. If nothing changes, the machine runs out of memory in {left}.");
    texts.put("test.healthy", "No leak: memory in use has levelled off.");
    texts.put("test.process.headline", "{name} grows by {rate} and holds {share} of the loss");
    texts.put(
        "test.process.explanation",
        "Its anonymous memory rises steadily from the first hour to the last, without plateau or"
            + " restart, while its work stays the same. Memory that is in use levels off; this"
            + " does not.");
    texts.put("test.available.headline", "Available memory falls steadily");
    texts.put("test.available.explanation", "The kernel's own estimate of what could be had.");
    texts.put("test.group.headline", "A step in {name}, and {long} beside it");
    texts.put("test.group.explanation", "The group {name} started workers once.");
    texts.put("test.cache.headline", "The page cache grew by {growth}, and that is no leak");
    texts.put("test.cache.explanation", "The kernel gives it back as soon as memory is wanted.");
    texts.put("test.slab.headline", "Reclaimable slab grew by {growth} and levelled off");
    texts.put("test.slab.explanation", "Directory entries and inodes; reclaim takes them back.");
    texts.put("test.step.map", "See which mapping grows; compare two runs an hour apart.");
    texts.put("test.step.heap", "Take a core file for the developers (it contains customer data).");
    texts.put("odd.title", "A process that grows and does not stop");
    texts.put("test.finding", "One process grows.");
    texts.put("test.clear", "No growth beyond noise: 0.2 MiB/h.");
    texts.put("test.missing", "{path} could not be read.");
    texts.put("test.note", "Thread stacks are counted within vmalloc on this kernel.");
    return texts;
  }

  static Instant end() {
    return MadeUpSeries.END;
  }
}
