package io.memledger.report.sections;

import io.memledger.engine.Analysis;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Frame;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.words.Amounts;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.report.words.ReaderWords;
import io.memledger.rule.Culprit;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the sections of a report share while it is being written. */
public final class ReportContext {
  /** A figure and what it shows. */
  public record Drawing(Figure figure, ChartSpec spec) {}

  public final Analysis analysis;
  final Recording recording;
  private final Messages messages;
  private final CgroupNames cgroups;
  private final FailedParts failed;
  private final SortedMap<String, Drawing> charts = new TreeMap<>();

  public ReportContext(Analysis analysis, Messages messages) {
    this.analysis = analysis;
    this.recording = analysis.recording();
    this.messages = messages;
    this.cgroups = new CgroupNames(recording);
    this.failed = FailedParts.of(messages, analysis);
  }

  /** What crashed so far. */
  FailedParts failed() {
    return failed;
  }

  /** A part of the report, or what stands for it if it crashes. */
  <T> T part(String name, Supplier<T> make, T instead) {
    return failed.made(name, make, instead);
  }

  /** A chart; one that crashes keeps its place, where a writer tells why. */
  Optional<Figure> chart(String id, Supplier<Optional<Figure>> make) {
    return part(FailedParts.CHART + id, make, Optional.of(new Figure(id, "", "", "")));
  }

  /** Numbers in the words of the report's language. */
  Amounts amounts() {
    return messages.amounts();
  }

  /** Chrome of the report: the message under report.key. */
  String text(String key) {
    return messages.text("report." + key);
  }

  /** Chrome with places to fill. */
  Wording wording(String key) {
    return Wording.of("report." + key);
  }

  String say(Wording wording) {
    return messages.render(wording);
  }

  /** The message of a key that others own, or the key itself, made fit to be shown. */
  String named(String key) {
    return messages.has(key) ? messages.text(key) : Names.shown(key);
  }

  /** A piece of evidence in words. */
  String evidence(String name) {
    return messages.evidence(name);
  }

  /** What the reader of the archive noticed. */
  List<String> warnings() {
    return ReaderWords.of(recording.archive().warnings(), messages);
  }

  /** Why a source is missing. */
  String reason(MissingSource missing) {
    return ReaderWords.reason(missing, messages);
  }

  /** What ended a capture, in words; what the collector says otherwise, as it says it. */
  String ended(String reason) {
    String key = "report.ended." + reason;
    return messages.has(key) ? messages.text(key) : Names.shown(reason);
  }

  /** Two sentences, one after the other. */
  Wording sentences(Wording first, Wording second) {
    return wording("sentences").with("first", first).with("second", second);
  }

  Fact fact(String key, String value) {
    return new Fact(text(key), value, "");
  }

  Fact fact(String key, String value, String note) {
    return new Fact(text(key), value, note);
  }

  /** Text of the archive, or a dash where it does not say. */
  static String name(String text) {
    return text == null || text.isEmpty() ? Numbers.UNKNOWN : Names.shown(text);
  }

  Figure figure(String id, String title, String caption, String description, ChartSpec spec) {
    Figure figure = new Figure(id, title, caption, description);
    charts.put(id, new Drawing(figure, spec));
    return figure;
  }

  SortedMap<String, Drawing> charts() {
    return charts;
  }

  /** Whether there is a course to draw: one look has none. */
  boolean hasCourse() {
    return recording.to() > recording.from();
  }

  /** The time axis of the analysed segment. */
  Frame frame() {
    double from = recording.from();
    double to = recording.to();
    return frame(from, Math.max(to, from + 1));
  }

  Frame frame(double from, double to) {
    return new Frame(recording.at(0), from, to, messages.language());
  }

  String window(double from, double to) {
    return say(
        wording("window")
            .with("from", recording.at(from))
            .with("to", recording.at(to))
            .with("span", to - from, Unit.SECONDS));
  }

  static ChartSpec.Curve curve(TimeSeries series, String label, Palette hue) {
    boolean exact = series.samples() == series.size();
    return new ChartSpec.Curve(
        label,
        hue,
        series.times(),
        series.means(),
        exact ? null : series.mins(),
        exact ? null : series.maxs());
  }

  /** Whether there is a message of this key, anyone's. */
  boolean has(String key) {
    return messages.has(key);
  }

  String metric(Metric metric) {
    return messages.metric(metric);
  }

  /** Whether the name of a cgroup says no more than its path. */
  boolean isSaidByPath(String path) {
    return cgroups.isSaidByPath(path);
  }

  /** Whose a cgroup is, as people call it. */
  Wording cgroup(String path) {
    return cgroups.of(path);
  }

  String subject(Subject subject) {
    boolean unnamed = subject.kind() == Subject.Kind.PROCESS && subject.name().isEmpty();
    String key = unnamed ? "subject.process.unnamed" : "subject." + subject.kind().id();
    Wording words = wording(key).with("id", subject.shownId());
    return say(
        subject.kind() == Subject.Kind.CGROUP
            ? words.with("name", cgroup(subject.name()))
            : words.with("name", subject.name()));
  }

  String culprit(Culprit culprit) {
    return culprit == null || culprit.subject() == null
        ? text("culprit.none")
        : subject(culprit.subject());
  }
}
