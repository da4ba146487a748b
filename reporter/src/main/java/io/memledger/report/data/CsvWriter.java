package io.memledger.report.data;

import io.memledger.engine.Analysis;
import io.memledger.ledger.Ledger;
import io.memledger.report.cgroups.CgroupTree;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Finding;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Names of all tables that there may be. */
  static List<String> names() {
    List<String> names = new ArrayList<>(FILES.values());
    names.addAll(List.of("cgroup-growth.csv", "ledger.csv", "findings.csv"));
    return names;
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
    SortedMap<Subject, SortedMap<Double, Object[]>> rows = new TreeMap<>();
    for (int column = 0; column < metrics.size(); column++) {
      for (TimeSeries one : recording.all(metrics.get(column), kind)) {
        SortedMap<Double, Object[]> ofSubject =
            rows.computeIfAbsent(one.subject(), s -> new TreeMap<>());
        for (int i = 0; i < one.size(); i++) {
          ofSubject.computeIfAbsent(one.time(i), t -> new Object[metrics.size()])[column] =
              one.mean(i);
        }
      }
    }
    boolean host = kind == Subject.Kind.HOST;
    List<String> head = new ArrayList<>(List.of("time"));
    if (!host) {
      head.addAll(List.of("name", "id", "started"));
    }
    metrics.forEach(m -> head.add(m.name().toLowerCase(Locale.ROOT)));
    try (CsvRows csv = new CsvRows(out)) {
      csv.rowOf(head);
      for (Map.Entry<Subject, SortedMap<Double, Object[]>> subject : rows.entrySet()) {
        String started = recording.started(subject.getKey()).map(Numbers::iso).orElse("");
        for (Map.Entry<Double, Object[]> row : subject.getValue().entrySet()) {
          String time = Numbers.iso(recording.at(row.getKey()));
          Subject who = subject.getKey();
          List<Object> first = host ? List.of(time) : List.of(time, who.name(), id(who), started);
          csv.rowOf(first, row.getValue());
        }
      }
    }
  }

  private static Object id(Subject subject) {
    return subject.id() == 0 ? "" : (Object) subject.id();
  }

  private static void ledger(Ledger ledger, OutputStream out) throws IOException {
    try (CsvRows csv = new CsvRows(out)) {
      csv.row("category", "kind", "name", "id", "start", "end", "delta");
      for (Ledger.Line line : ledger.lines()) {
        csv.row(line.category().id(), "line", "", "", line.start(), line.end(), line.delta());
        for (Ledger.Member member : line.members()) {
          csv.row(
              line.category().id(),
              member.subject().kind().id(),
              member.subject().name(),
              id(member.subject()),
              member.start(),
              member.end(),
              member.delta());
        }
      }
    }
  }

  private static void findings(Analysis analysis, Messages messages, OutputStream out)
      throws IOException {
    try (CsvRows csv = new CsvRows(out)) {
      csv.row(
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
        csv.row(
            one.id(),
            one.rule().id(),
            one.status().id(),
            one.severity(),
            one.claim().certainty().confidence(),
            one.claim().line() == null ? "" : one.claim().line().id(),
            who.kind().id(),
            who.name(),
            who.hasPid() ? who.id() : "",
            one.claim().growth().shape() == null ? "" : one.claim().growth().shape().id(),
            Numbers.iso(analysis.recording().at(one.claim().growth().from())),
            Numbers.iso(analysis.recording().at(one.claim().growth().to())),
            one.claim().growth().amount(),
            one.claim().growth().rate(),
            one.claim().growth().low(),
            one.claim().growth().high(),
            one.claim().growth().unit() == null ? "" : one.claim().growth().unit().id(),
            one.claim().loss().shareOfLoss(),
            messages.render(one.words().headline()));
      }
    }
  }
}
