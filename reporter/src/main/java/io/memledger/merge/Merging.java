package io.memledger.merge;

import io.memledger.merge.Relation.Tie;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One leak is one finding: what a process, its cgroup, its group, its kernel objects and the whole
 * host show of the same bytes becomes evidence of whoever can be named best. The relations are
 * folded once, in the order of their list; the order of the findings changes nothing.
 */
public final class Merging {
  private final List<MergedFinding> open;

  private Merging(List<Finding> leaks) {
    open = new ArrayList<>(leaks.stream().map(MergedFinding::of).toList());
    open.sort(MergedFinding.STRONGEST);
  }

  /** The leaks, one finding each, and all others as they are. */
  public static List<Finding> of(List<Finding> findings) {
    Merging merging = new Merging(findings.stream().filter(f -> f.status().isLeak()).toList());
    for (Relation relation : Relations.ALL) {
      merging.fold(relation);
    }
    List<Finding> others =
        new ArrayList<>(findings.stream().filter(f -> !f.status().isLeak()).toList());
    others.removeAll(merging.hinted(others));
    List<Finding> pressure = ShortOfMemory.byCgroup(others);
    others.removeIf(ShortOfMemory::isOfCgroup);
    pressure.removeAll(merging.explained(pressure));
    others.addAll(pressure);
    List<Finding> all = new ArrayList<>();
    merging.open.stream().map(MergedFinding::told).map(Merging::alone).forEach(all::add);
    all.addAll(others);
    return all;
  }

  /**
   * What the host as a whole lost in less than a day, and nobody could be named for, accuses
   * nobody: it is told as what happened.
   */
  private static Finding alone(Finding leak) {
    boolean alone =
        leak.claim().isWholeHost() && leak.claim().certainty().doubts().contains(Doubt.HOST_ALONE);
    return alone ? FindingBuilder.from(leak, Status.NOTICE).build() : leak;
  }

  /** Those that tell more of a leak, each of one; what they say of it is added to it. */
  private List<Finding> hinted(List<Finding> others) {
    List<Finding> hints = new ArrayList<>();
    List<MergedFinding> leaks = List.copyOf(open);
    others.stream()
        .sorted(MergedFinding.IN_ORDER)
        .forEach(
            hint ->
                SiteHint.leader(leaks, hint)
                    .flatMap(this::find)
                    .ifPresent(
                        leak -> {
                          open.set(
                              open.indexOf(leak), leak.told(SiteHint.headline(leak, hint), hint));
                          hints.add(hint);
                        }));
    return hints;
  }

  /** Those that tell what comes of a leak, which then says so itself. */
  private List<Finding> explained(List<Finding> pressure) {
    List<Finding> told = new ArrayList<>();
    for (Finding one : pressure) {
      Optional<MergedFinding> leak = ShortOfMemory.leader(open, one);
      leak.ifPresent(l -> open.set(open.indexOf(l), l.explained(one)));
      leak.ifPresent(l -> told.add(one));
    }
    return told;
  }

  private void fold(Relation relation) {
    List<MergedFinding> waiting = new ArrayList<>(open);
    waiting.sort(relation.order());
    for (MergedFinding start : waiting) {
      find(start).ifPresent(one -> settle(relation, one));
    }
  }

  /** One is taken in by its leader, or else takes in those that it leads. */
  private void settle(Relation relation, MergedFinding one) {
    Optional<MergedFinding> leader = leader(relation, one);
    if (leader.isPresent() && relation.oneByOne()) {
      take(relation, leader.get(), List.of(one));
    } else {
      MergedFinding leading = leader.orElse(one);
      take(
          relation,
          leading,
          open.stream()
              .filter(o -> o != leading && relation.tie(leading, o, open) != Tie.NONE)
              .filter(o -> leader(relation, o).orElse(null) == leading)
              .toList());
    }
  }

  private Optional<MergedFinding> leader(Relation relation, MergedFinding other) {
    return open.stream()
        .filter(leader -> leader != other && relation.tie(leader, other, open) != Tie.NONE)
        .min(relation.leads());
  }

  /** What each of them is to the leader is asked before any of them is taken in. */
  private void take(Relation relation, MergedFinding leader, List<MergedFinding> others) {
    List<Tie> ties = others.stream().map(o -> relation.tie(leader, o, open)).toList();
    MergedFinding richer = leader;
    for (int i = 0; i < ties.size(); i++) {
      richer =
          ties.get(i) == Tie.ABSORB
              ? richer.absorb(others.get(i))
              : richer.corroborate(others.get(i), relation.isIndependent());
    }
    open.set(open.indexOf(leader), richer);
    open.removeAll(others);
  }

  /** The one that a finding leads now; empty if it was taken in. */
  private Optional<MergedFinding> find(MergedFinding start) {
    return open.stream().filter(one -> one.isLedAs(start)).findFirst();
  }
}
