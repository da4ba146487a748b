package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule is called, what it cannot do without, and what the stages after it must know of its
 * kind. A finding carries this constant itself, so that no later stage names a rule.
 *
 * @param id also the prefix of its messages: id.title, id.meaning, …
 * @param source path that holds the needs, named to the reader when they are missing
 * @param needs metrics without which the rule is not evaluated
 * @param brings lines of the ledger on which what it finds piling up leaves its kernel objects
 * @param each whether it finds ever more processes, each of which has kernel objects of its own
 * @param trust how far its call sites are trusted
 * @param rulesOut lines of which the rule, when clear, answers "is it not rather…"; such answers
 *     stand before those of the rules that answer for all lines
 * @param rulesOutAll whether it answers that for whatever leaks
 * @param tellsLimit whether what it finds has met a limit of its own, not the host's
 */
public record RuleInfo(
    String id,
    String source,
    List<Metric> needs,
    Set<Category> brings,
    boolean each,
    Trust trust,
    Set<Category> rulesOut,
    boolean rulesOutAll,
    boolean tellsLimit) {
  public RuleInfo {
    needs = List.copyOf(needs);
    brings = lines(brings);
    rulesOut = lines(rulesOut);
  }

  public RuleInfo(String id, String source, List<Metric> needs) {
    this(id, source, needs, Set.of(), false, Trust.NO_SITES, Set.of(), false, false);
  }

  /** What it finds piling up leaves kernel objects on these lines. */
  public RuleInfo bringing(Category... lines) {
    return new RuleInfo(
        id,
        source,
        needs,
        lines(Arrays.asList(lines)),
        each,
        trust,
        rulesOut,
        rulesOutAll,
        tellsLimit);
  }

  /** It finds ever more processes. */
  public RuleInfo ofEachProcess() {
    return new RuleInfo(id, source, needs, brings, true, trust, rulesOut, rulesOutAll, tellsLimit);
  }

  /** It tells call sites, trusted so far. */
  public RuleInfo trusted(Trust how) {
    return new RuleInfo(id, source, needs, brings, each, how, rulesOut, rulesOutAll, tellsLimit);
  }

  /** Clear, it answers for a leak on these lines that it is not rather this. */
  public RuleInfo rulingOut(Category... lines) {
    return new RuleInfo(
        id,
        source,
        needs,
        brings,
        each,
        trust,
        lines(Arrays.asList(lines)),
        rulesOutAll,
        tellsLimit);
  }

  /** Clear, it answers for any leak that it is not rather this. */
  public RuleInfo rulingOutAlways() {
    return new RuleInfo(id, source, needs, brings, each, trust, rulesOut, true, tellsLimit);
  }

  /** What it finds has met a limit, while the host may have memory to spare. */
  public RuleInfo ofLimit() {
    return new RuleInfo(id, source, needs, brings, each, trust, rulesOut, rulesOutAll, true);
  }

  /** Whether its findings name the code that took the memory. */
  public boolean tellsSites() {
    return trust != Trust.NO_SITES;
  }

  private static Set<Category> lines(java.util.Collection<Category> some) {
    EnumSet<Category> set = EnumSet.noneOf(Category.class);
    set.addAll(some);
    return Collections.unmodifiableSet(set);
  }
}
