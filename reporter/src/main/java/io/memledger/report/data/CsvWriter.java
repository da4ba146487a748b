package io.memledger.report.data;

import io.memledger.engine.Analysis;
import io.memledger.ledger.Ledger;
import io.memledger.report.cgroups.CgroupTree;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Finding;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * csv/*.csv for spreadsheets (RFC 4180): one file a group of series, a row a subject and time, a
 * column a metric. Bytes are bytes, counters are as since boot; values are means of the blocks.
 */
public final class CsvWriter {
  private static final Map<Subject.Kind, String> FILES = files();

  private CsvWriter() {}

  private static Map<Subject.Kind, String> files() {
    Map<Subject.Kind, String> files = new LinkedHashMap<>();
    files.put(Subject.Kind.HOST, "host.csv");
    files.put(Subject.Kind.PROCESS, "processes.csv");
    files.put(Subject.Kind.PROCESS_GROUP, "process-groups.csv");
    files.put(Subject.Kind.SLAB_CACHE, "slab-caches.csv");
    files.put(Subject.Kind.CGROUP, "cgroups.csv");
    files.put(Subject.Kind.TMPFS_MOUNT, "tmpfs-mounts.csv");
    files.put(Subject.Kind.SHM_SEGMENT, "shm-segments.csv");
    files.put(Subject.Kind.VMALLOC_CALLER, "vmalloc-callers.csv");
    files.put(Subject.Kind.CALL_SITE, "call-sites.csv");
    files.put(Subject.Kind.BPF_MAP, "bpf-maps.csv");
    files.put(Subject.Kind.MSG_QUEUE, "message-queues.csv");
    files.put(Subject.Kind.DESCRIPTOR_CLASS, "descriptor-classes.csv");
    files.put(Subject.Kind.SWAP_DEVICE, "swap-devices.csv");
    files.put(Subject.Kind.ZONE, "zones.csv");
    return files;
  }

  /** The table of a kind of subject. */
  public static Optional<String> table(Subject.Kind kind) {
    return Optional.ofNullable(FILES.get(kind));
  }

  /** The files that this analysis has something for, by name. */
  public static Map<String, Outbox.Content> tables(Analysis analysis, Messages messages) {
    Map<String, Outbox.Content> tables = new LinkedHashMap<>();
    FILES.forEach(
        (kind, file) -> {
          List<Metric> metrics =
              Arrays.stream(Metric.values())
                  .filter(m -> !analysis.recording().all(m, kind).isEmpty())
                  .toList();
          if (!metrics.isEmpty()) {
            tables.put(file, out -> series(analysis.recording(), kind, metrics, out));
          }
        });
    CgroupTree cgroups = new CgroupTree(analysis.recording());
    if (!cgroups.nodes().isEmpty()) {
      tables.put("cgroup-growth.csv", out -> CgroupCsv.write(analysis, messages, cgroups, out));
    }
    if (analysis.ledger() != null) {
      tables.put("ledger.csv", out -> ledger(analysis.ledger(), out));
    }
    tables.put("findings.csv", out -> findings(analysis, messages, out));
    return tables;
  }

  private static void series(
      Recording recording, Subject.Kind kind, List<Metric> metrics, OutputStream out)
      throws IOException {
    SortedMap<Subject, SortedMap<Double, String[]>> rows = new TreeMap<>();
    for (int column = 0; column < metrics.size(); column++) {
      for (TimeSeries one : recording.all(metrics.get(column), kind)) {
        SortedMap<Double, String[]> ofSubject =
            rows.computeIfAbsent(one.subject(), s -> new TreeMap<>());
        for (int i = 0; i < one.size(); i++) {
          ofSubject.computeIfAbsent(one.time(i), t -> new String[metrics.size()])[column] =
              number(one.mean(i));
        }
      }
    }
    boolean host = kind == Subject.Kind.HOST;
    List<String> head = new ArrayList<>(List.of("time"));
    if (!host) {
      head.addAll(List.of("name", "id", "started"));
    }
    metrics.forEach(m -> head.add(m.name().toLowerCase(Locale.ROOT)));
    try (CSVPrinter csv = printer(out)) {
      csv.printRecord(head);
      for (Map.Entry<Subject, SortedMap<Double, String[]>> subject : rows.entrySet()) {
        String started = recording.started(subject.getKey()).map(Numbers::iso).orElse("");
        for (Map.Entry<Double, String[]> row : subject.getValue().entrySet()) {
          csv.print(Numbers.iso(recording.at(row.getKey())));
          if (!host) {
            csv.print(text(subject.getKey().name()));
            csv.print(subject.getKey().id() == 0 ? "" : subject.getKey().id());
            csv.print(started);
          }
          csv.printRecord((Object[]) row.getValue());
        }
      }
    }
  }

  private static void ledger(Ledger ledger, OutputStream out) throws IOException {
    try (CSVPrinter csv = printer(out)) {
      csv.printRecord("category", "kind", "name", "id", "start", "end", "delta");
      for (Ledger.Line line : ledger.lines()) {
        csv.printRecord(
            line.category().id(),
            "line",
            "",
            "",
            number(line.start()),
            number(line.end()),
            number(line.delta()));
        for (Ledger.Member member : line.members()) {
          csv.printRecord(
              line.category().id(),
              member.subject().kind().id(),
              text(member.subject().name()),
              member.subject().id() == 0 ? "" : member.subject().id(),
              number(member.start()),
              number(member.end()),
              number(member.delta()));
        }
      }
    }
  }

  private static void findings(Analysis analysis, Messages messages, OutputStream out)
      throws IOException {
    try (CSVPrinter csv = printer(out)) {
      csv.printRecord(
          "id",
          "rule",
          "status",
          "severity",
          "confidence",
          "category",
          "kind",
          "name",
          "pid",
          "shape",
          "from",
          "to",
          "growth",
          "rate",
          "rate_low",
          "rate_high",
          "unit",
          "share_of_loss",
          "headline");
      for (Finding one : analysis.findings()) {
        Subject who =
            one.claim().culprit() == null ? Subject.HOST : one.claim().culprit().subject();
        csv.printRecord(
            text(one.id()),
            text(one.rule().id()),
            one.status().id(),
            one.severity(),
            number(one.claim().certainty().confidence()),
            one.claim().line() == null ? "" : one.claim().line().id(),
            who.kind().id(),
            text(who.name()),
            who.kind() == Subject.Kind.PROCESS ? who.id() : "",
            one.claim().growth().shape() == null ? "" : one.claim().growth().shape().id(),
            Numbers.iso(analysis.recording().at(one.claim().growth().from())),
            Numbers.iso(analysis.recording().at(one.claim().growth().to())),
            number(one.claim().growth().amount()),
            number(one.claim().growth().rate()),
            number(one.claim().growth().low()),
            number(one.claim().growth().high()),
            one.claim().growth().unit() == null ? "" : one.claim().growth().unit().id(),
            number(one.claim().loss().shareOfLoss()),
            text(messages.render(one.words().headline())));
      }
    }
  }

  static CSVPrinter printer(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    return new CSVPrinter(writer, CSVFormat.RFC4180);
  }

  /** No exponent, at most four decimals; empty for not known. */
  static String number(double value) {
    return Numbers.unknown(value)
        ? ""
        : BigDecimal.valueOf(value)
            .setScale(4, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }

  /** Text of the archive: all characters visible, and nothing that a spreadsheet would run. */
  static String text(String given) {
    boolean formula = !given.isEmpty() && "=+-@\t\r".indexOf(given.charAt(0)) >= 0;
    return (formula ? "'" : "") + Names.visible(given);
  }
}
