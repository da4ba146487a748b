package io.memledger.source;

import io.memledger.series.AddressRange;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one reading of a file put, for tests to look at. */
final class Collected implements Sink {
  final Map<Metric, Map<Subject, Double>> values = new EnumMap<>(Metric.class);
  final Map<Subject, Map<Label, String>> labels = new TreeMap<>();
  final Map<Fact, String> facts = new EnumMap<>(Fact.class);
  final Map<String, String> slabGroups = new TreeMap<>();
  final Map<Long, String> cgroups = new TreeMap<>();
  final Map<Long, String> commands = new TreeMap<>();
  final Map<Long, List<AddressRange>> addressSpaces = new TreeMap<>();
  final List<Integer> malformed = new ArrayList<>();
  private final int pageSize;
  private Subject now = Subject.HOST;

  private Collected(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Reads a text as the file at this path. */
  static Collected read(String path, String text) {
    return read(path, text.getBytes(StandardCharsets.UTF_8), 4096);
  }

  static Collected read(String path, byte[] bytes, int pageSize) {
    Collected sink = new Collected(pageSize);
    Source source = Sources.reading(path).orElseThrow();
    source.parse(path, new ProcText().reset(bytes, 0, bytes.length), sink);
    return sink;
  }

  /** NaN if absent. */
  double host(Metric metric) {
    return of(metric, Subject.HOST);
  }

  double of(Metric metric, Subject subject) {
    return values.getOrDefault(metric, Map.of()).getOrDefault(subject, Double.NaN);
  }

  double of(Metric metric, Subject.Kind kind, String name) {
    return of(metric, Subject.named(kind, name));
  }

  int count(Metric metric) {
    return values.getOrDefault(metric, Map.of()).size();
  }

  double sum(Metric metric) {
    return values.getOrDefault(metric, Map.of()).values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  @Override
  public int pageSize() {
    return pageSize;
  }

  @Override
  public void host() {
    now = Subject.HOST;
  }

  @Override
  public void named(Subject.Kind kind, byte[] text, int from, int to) {
    now = Subject.named(kind, new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  @Override
  public void named(Subject.Kind kind, String name, long id) {
    now = new Subject(kind, name, id, 0);
  }

  @Override
  public void process(long pid) {
    now = Subject.process("", pid, 0);
  }

  @Override
  public void process(long pid, long startTicks, byte[] text, int from, int to) {
    String comm = new String(text, from, to - from, StandardCharsets.UTF_8);
    now = Subject.process(comm, pid, startTicks);
  }

  @Override
  public void label(Label label, String text) {
    labels.computeIfAbsent(now, s -> new EnumMap<>(Label.class)).put(label, text);
  }

  @Override
  public void put(Metric metric, double value) {
    values.computeIfAbsent(metric, m -> new TreeMap<>()).merge(now, value, Double::sum);
  }

  @Override
  public void put(Metric metric, double value, Rank rank) {
    put(metric, value);
  }

  @Override
  public void command(byte[] text, int from, int to) {
    commands.put(now.id(), new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  @Override
  public void fact(Fact fact, String text) {
    facts.put(fact, text);
  }

  @Override
  public void slabGroup(String group, String cache) {
    slabGroups.put(cache, group);
  }

  @Override
  public void memoryCgroup(long pid, String path) {
    cgroups.put(pid, path);
  }

  @Override
  public void malformed(int line) {
    malformed.add(line);
  }

  @Override
  public void addressSpace(long pid, List<AddressRange> ranges) {
    addressSpaces.put(pid, ranges);
  }
}
