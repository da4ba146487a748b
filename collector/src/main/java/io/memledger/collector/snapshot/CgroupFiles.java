package io.memledger.collector.snapshot;

import io.memledger.collector.plan.Rate;
import io.memledger.collector.plan.Target;
import io.memledger.collector.plan.TimeBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the memory files of the control groups of one hierarchy: all due files of a group together,
 * so that they tell of nearly the same moment.
 */
final class CgroupFiles implements Taker {
  private final PassState pass;
  private final CgroupTree tree;
  private final TimeBudget budget;
  private final List<Target> files = new ArrayList<>();

  /**
   * @param budget reading time that both hierarchies share
   */
  CgroupFiles(PassState pass, CgroupTree tree, Target.Kind kind, TimeBudget budget) {
    this.pass = pass;
    this.tree = tree;
    this.budget = budget;
    for (Target target : pass.targets) {
      if (target.kind == kind) {
        files.add(target);
      }
    }
  }

  /** The first file that is due stands for the others, too. */
  @Override
  public void take(Target target) throws IOException {
    for (int i = 0; files.get(i) != target; i++) {
      if (pass.schedule.isDue(files.get(i).rate)) {
        return;
      }
    }
    if (pass.done == 0) {
      budget.refill();
    }
    List<CgroupTree.Group> groups = tree.groups();
    for (; pass.done < groups.size() && !budget.isSpent(); pass.done++) {
      group(groups.get(pass.done));
    }
  }

  private void group(CgroupTree.Group group) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      Target file = files.get(i);
      int bit = 1 << i;
      if (!pass.schedule.isDue(file.rate) || (group.absent & bit) != 0) {
        continue;
      }
      pass.samples.content.clear();
      String path = group.path + '/' + file.path;
      if (pass.reader.read(path, pass.samples.content, file.cap, false) < 0) {
        group.absent |= bit;
      } else if (pass.end || file.rate != Rate.CHANGED || !pass.samples.isUnchanged(path)) {
        pass.samples.write(path);
      }
      budget.spend(pass.reader.lastNanos);
    }
  }
}
