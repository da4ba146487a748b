package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.series.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A cgroup's growth is that of those inside it where they have most of it together. What has no
 * cgroup of its own may be charged to any: a line of the host's then is the cgroup's.
 */
final class ChargedTo implements Relation {
  /** Half of what a cgroup is charged for, to the accuracy of two rates. */
  private static final double HALF = 0.45;

  @Override
  public Tie tie(MergedFinding leader, MergedFinding other, List<MergedFinding> open) {
    boolean led =
        other.kind() == Subject.Kind.CGROUP
            && leader.kind() != Subject.Kind.HOST
            && sameBytes(other, open).filter(best -> best == leader).isPresent();
    boolean leads =
        leader.kind() == Subject.Kind.CGROUP
            && other.kind() == Subject.Kind.HOST
            && sameBytes(leader, open).filter(best -> best == other).isPresent();
    return led || leads ? Tie.CORROBORATE : Tie.NONE;
  }

  /** The deepest first, so that a parent finds its children as they are. */
  @Override
  public Comparator<MergedFinding> order() {
    return Comparator.comparing((MergedFinding f) -> f.kind() != Subject.Kind.CGROUP)
        .thenComparing(Comparator.comparingInt((MergedFinding f) -> f.name().length()).reversed())
        .thenComparing(MergedFinding::name)
        .thenComparing(MergedFinding.STRONGEST);
  }

  @Override
  public boolean oneByOne() {
    return true;
  }

  /** Who else counts what a cgroup is charged for; empty if nobody does. */
  private static Optional<MergedFinding> sameBytes(MergedFinding cgroup, List<MergedFinding> open) {
    List<MergedFinding> inside = open.stream().filter(s -> isInside(s, cgroup.name())).toList();
    double known = inside.stream().mapToDouble(MergedFinding::total).sum();
    if (known >= HALF * cgroup.total()) {
      return inside.stream().min(MergedFinding.STRONGEST);
    }
    List<MergedFinding> maybe = open.stream().filter(s -> mayBeInside(s)).toList();
    double all = known + maybe.stream().mapToDouble(MergedFinding::total).sum();
    if (all >= Shares.MAIN * cgroup.total() && all <= Shares.SAME * cgroup.total()) {
      return (maybe.isEmpty() ? inside : maybe).stream().min(MergedFinding.STRONGEST);
    }
    return Optional.empty();
  }

  /** What has no cgroup of its own may be charged to any. */
  private static boolean mayBeInside(MergedFinding s) {
    return s.kind() != Subject.Kind.CGROUP
        && s.claim().within() == null
        && !s.claim().isWholeHost();
  }

  private static boolean isInside(MergedFinding s, String cgroup) {
    boolean one = s.kind() == Subject.Kind.CGROUP;
    String at = one ? s.name() : s.claim().within();
    return at != null && (!one && cgroup.equals(at) || isBelow(at, cgroup));
  }

  private static boolean isBelow(String path, String parent) {
    return !path.equals(parent) && path.startsWith(parent.endsWith("/") ? parent : parent + "/");
  }
}
