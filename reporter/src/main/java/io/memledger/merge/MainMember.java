package io.memledger.merge;

import io.memledger.series.Subject;
import java.util.List;

/**
 * A group of which one process is the main part is that process; but what the group shows over the
 * lives of several, or shows more surely, takes in the one that lives now.
 */
final class MainMember implements Relation {
  @Override
  public Tie tie(MergedFinding leader, MergedFinding other, List<MergedFinding> open) {
    boolean group = leader.kind() == Subject.Kind.PROCESS_GROUP;
    MergedFinding whole = group ? leader : other;
    MergedFinding member = group ? other : leader;
    boolean related =
        member.kind() == Subject.Kind.PROCESS
            && whole.kind() == Subject.Kind.PROCESS_GROUP
            && member.isOfCommand(whole)
            && (isOfLives(whole) || Sizes.isMost(member, whole, whole.line()));
    return related && group == isLedByGroup(whole, member) ? Tie.ABSORB : Tie.NONE;
  }

  private static boolean isOfLives(MergedFinding group) {
    return group.claim().growth().untilRestart();
  }

  private static boolean isLedByGroup(MergedFinding group, MergedFinding member) {
    return isOfLives(group) || group.status().compareTo(member.status()) < 0;
  }
}
