package io.memledger.merge;

import io.memledger.rule.Claim;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.Category;
import io.memledger.series.CgroupPath;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One leak in the making: the finding that leads, and the bytes an hour that it and those it took
 * in stand for, each line of the ledger once. Immutable.
 */
final class MergedFinding {
  /**
   * The largest of the strongest; by name where two are equal, and by all they say where that is
   * equal too, as of one pid in two lives: which of them came first decides nothing.
   */
  static final Comparator<MergedFinding> STRONGEST =
      Comparator.comparing((MergedFinding f) -> f.status())
          .thenComparing(Comparator.comparingDouble(MergedFinding::total).reversed())
          .thenComparing(f -> f.lead.id())
          .thenComparing(f -> f.lead.toString());

  private static final Set<Subject.Kind> PLACES =
      Set.of(Subject.Kind.HOST, Subject.Kind.SLAB_CACHE, Subject.Kind.VMALLOC_CALLER);

  /** One order of findings that are no leaks, whichever of them came first. */
  static final Comparator<Finding> IN_ORDER =
      Comparator.comparing(Finding::id).thenComparing(Finding::toString);

  /** What takes so many times what its finding says must say so. */
  private static final double MORE = 1.25;

  /** What it was before it took anything in; null where it is that itself. */
  private final MergedFinding first;

  private final Finding lead;
  private final Map<Category, Double> lines;
  private final double unplaced;
  private final boolean eachProcess;

  private MergedFinding(
      MergedFinding first,
      Finding lead,
      Map<Category, Double> lines,
      double unplaced,
      boolean eachProcess) {
    this.first = first;
    this.lead = lead;
    this.lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    this.unplaced = unplaced;
    this.eachProcess = eachProcess;
  }

  static MergedFinding of(Finding lead) {
    Claim claim = lead.claim();
    double bytes = claim.bytesPerHour();
    Map<Category, Double> lines = claim.line() == null ? Map.of() : Map.of(claim.line(), bytes);
    return new MergedFinding(
        null, lead, lines, claim.line() == null ? Math.max(0, bytes) : 0, lead.rule().each());
  }

  /** This one with another as its evidence; the other's bytes count on lines of their own. */
  MergedFinding absorb(MergedFinding other) {
    Map<Category, Double> more = new TreeMap<>(lines);
    other.lines.forEach((line, bytes) -> more.merge(line, bytes, Math::max));
    return new MergedFinding(
        first(),
        with(other),
        more,
        Math.max(unplaced, other.unplaced),
        eachProcess || other.eachProcess);
  }

  /** This one with another that counts the same bytes, so that they are not added up. */
  MergedFinding corroborate(MergedFinding other, boolean surer) {
    double agreed = claim().certainty().agreed();
    Finding both = with(other);
    Finding told = surer ? FindingBuilder.from(both).confidence(agreed).build() : both;
    return new MergedFinding(first(), told, lines, unplaced, eachProcess || other.eachProcess);
  }

  private Finding with(MergedFinding other) {
    FindingBuilder both =
        FindingBuilder.from(lead).holding(other.claim().holding()).support(other.lead.support());
    // Whose restarts give back what was lost gives it back whoever tells of it.
    return other.claim().growth().untilRestart() ? both.untilRestart().build() : both.build();
  }

  /**
   * Its finding, with what it takes in all where that is more than the finding says, and on the
   * line where most of that stands where things were shown to bring it.
   */
  Finding told() {
    Category most =
        lines.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .filter(l -> !brings().isEmpty())
            .map(Map.Entry::getKey)
            .orElse(line());
    return FindingBuilder.from(summed()).category(most).build();
  }

  private Finding summed() {
    double said = on(line());
    // What counts things says their least, an estimate that may lie on any of the lines.
    if (claim().isWholeHost() || claim().isCount() || !(said > 0) || total() < MORE * said) {
      return lead;
    }
    return FindingBuilder.from(lead)
        .inAllPerHour(total())
        .headline(
            Wording.of("merged.headline")
                .with("headline", lead.words().headline())
                .with("total", total(), Unit.BYTES_PER_HOUR))
        .evidence("in-all-rate", total(), Unit.BYTES_PER_HOUR, "proc")
        .build();
  }

  /** This one with what came of it, which is told in its explanation. */
  MergedFinding explained(Finding more) {
    Finding both =
        FindingBuilder.from(lead)
            .explanation(ShortOfMemory.more(lead, more))
            .support(more.support())
            .build();
    return new MergedFinding(first(), both, lines, unplaced, eachProcess);
  }

  /** This one with what is no leak of its own, but tells more of it. */
  MergedFinding told(Wording headline, Finding more) {
    Finding both = FindingBuilder.from(lead).headline(headline).support(more.support()).build();
    return new MergedFinding(first(), both, lines, unplaced, eachProcess);
  }

  Finding lead() {
    return lead;
  }

  Claim claim() {
    return lead.claim();
  }

  /** Bytes an hour by line that were shown to come with it. */
  Map<Category, Double> brings() {
    return claim().company().brings();
  }

  Status status() {
    return lead.status();
  }

  RuleInfo rule() {
    return lead.rule();
  }

  Category line() {
    return claim().line();
  }

  Subject.Kind kind() {
    return claim().kind();
  }

  String name() {
    return claim().subject().name();
  }

  /** Whether it is about a process of a group's command, in its service where that is known. */
  boolean isOfCommand(MergedFinding group) {
    String own = claim().within();
    String service = group.claim().within();
    boolean apart = own != null && service != null;
    return name().equals(group.name()) && (!apart || CgroupPath.isWithin(own, service));
  }

  boolean isOf(Set<Subject.Kind> kinds) {
    return kinds.contains(kind());
  }

  /** Whether it tells where kernel memory lies, of which nobody is named. */
  boolean isPlace() {
    return isOf(PLACES);
  }

  /** Whether ever more processes are a part of it. */
  boolean isOfEachProcess() {
    return eachProcess;
  }

  /** Whether it tells the same leak as another did before it took something in. */
  boolean isLedAs(MergedFinding other) {
    return first() == other.first();
  }

  private MergedFinding first() {
    return first == null ? this : first;
  }

  /** Bytes an hour on one line of the ledger. */
  double on(Category one) {
    return one == null ? unplaced : lines.getOrDefault(one, 0.0);
  }

  /** Bytes an hour in all. */
  double total() {
    return unplaced + lines.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  Map<Category, Double> lines() {
    return lines;
  }
}
