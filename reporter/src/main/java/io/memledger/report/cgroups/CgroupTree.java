package io.memledger.report.cgroups;

import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The memory cgroups as a tree, parents before children, of children those that grew most first.
 */
public final class CgroupTree {
  /** A cgroup in its place; what stands between it and the one above is part of its label. */
  public record Place(CgroupNode node, int depth, String label) {}

  /** A parent whose only child has all but this part of what it holds says nothing of its own. */
  private static final double SAME = 0.1;

  /** Bytes by which growth may differ all the same. */
  private static final double STIR = Bytes.MIB;

  private static final Comparator<CgroupNode> BY_GROWTH =
      Comparator.comparingDouble((CgroupNode n) -> n.growth)
          .thenComparingDouble(n -> n.now)
          .reversed()
          .thenComparing(n -> n.path);

  private final SortedMap<String, CgroupNode> all = new TreeMap<>();
  private final Map<CgroupNode, CgroupNode> parents = new HashMap<>();
  private final List<CgroupNode> roots = new ArrayList<>();

  public CgroupTree(Recording recording) {
    for (TimeSeries current : recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP)) {
      CgroupNode node = new CgroupNode(recording, current);
      all.put(node.path, node);
    }
    for (CgroupNode node : all.values()) {
      CgroupNode above = above(node);
      if (above == null) {
        roots.add(node);
      } else {
        above.children.add(node);
        parents.put(node, above);
      }
    }
    roots.sort(BY_GROWTH);
    all.values().forEach(n -> n.children.sort(BY_GROWTH));
  }

  /** The nearest above that was captured; null if there is none. */
  private CgroupNode above(CgroupNode node) {
    String path = node.path;
    while (path.length() > 1) {
      int slash = path.lastIndexOf('/');
      path = slash > 0 ? path.substring(0, slash) : "/";
      CgroupNode above = slash < 0 ? null : all.get(path);
      if (above != null) {
        return above;
      }
    }
    return null;
  }

  /** All of them, by path. */
  public List<CgroupNode> nodes() {
    return List.copyOf(all.values());
  }

  /** The most important ones with all above them, as far as these say something of their own. */
  public List<Place> places(int most) {
    List<CgroupNode> ranked = new ArrayList<>(all.values());
    ranked.removeIf(CgroupTree::isOnlyAStep);
    ranked.sort(Comparator.comparing((CgroupNode n) -> !n.isInTrouble()).thenComparing(BY_GROWTH));
    Set<CgroupNode> shown = new HashSet<>();
    for (CgroupNode node : ranked) {
      List<CgroupNode> more = new ArrayList<>();
      for (CgroupNode at = node; at != null && !shown.contains(at); at = parents.get(at)) {
        if (!isOnlyAStep(at)) {
          more.add(at);
        }
      }
      if (shown.size() + more.size() <= most) {
        shown.addAll(more);
      }
    }
    List<Place> places = new ArrayList<>();
    roots.forEach(r -> add(r, "", 0, shown, places));
    return places;
  }

  private static void add(
      CgroupNode node, String above, int depth, Set<CgroupNode> shown, List<Place> places) {
    boolean here = shown.contains(node);
    if (here) {
      String below = above.length() > 1 ? above + "/" : above;
      places.add(new Place(node, depth, node.path.substring(below.length())));
    }
    String next = here ? node.path : above;
    node.children.forEach(c -> add(c, next, here ? depth + 1 : depth, shown, places));
  }

  /** Whether it is but a step on the way to its only child. */
  private static boolean isOnlyAStep(CgroupNode node) {
    if (node.children.size() != 1 || node.limit.isPresent() || node.path.equals("/")) {
      return false;
    }
    CgroupNode child = node.children.get(0);
    double unlike = Math.abs(node.growth - child.growth);
    return Math.abs(node.now - child.now) <= SAME * node.now
        && unlike <= Math.max(STIR, SAME * Math.abs(node.growth))
        && !(node.killed() > child.killed());
  }
}
