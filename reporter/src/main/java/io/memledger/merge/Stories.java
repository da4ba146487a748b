package io.memledger.merge;

import io.memledger.rule.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * One leak is one finding: what a process, its cgroup, its group, its kernel objects and the whole
 * host show of the same bytes becomes evidence of whoever can be named best.
 */
public final class Stories {
  private Stories() {}

  public static List<Finding> merged(List<Finding> findings) {
    OpenStories open = new OpenStories(findings.stream().filter(f -> f.status().isLeak()).toList());
    new SameCulprit(open).merge();
    new Causes(open).merge();
    new SameBytes(open).merge();
    List<Finding> all = new ArrayList<>(open.all().stream().map(MergedFinding::told).toList());
    findings.stream().filter(f -> !f.status().isLeak()).forEach(all::add);
    return all;
  }
}
