package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Several processes of one name, none of which is the main part: the group is the leak, and they
 * are its evidence.
 */
final class GroupOfMany implements Relation {
  @Override
  public Tie tie(MergedFinding group, MergedFinding other, List<MergedFinding> open) {
    if (group.kind() != Subject.Kind.PROCESS_GROUP || !isMember(group, other)) {
      return Tie.NONE;
    }
    List<MergedFinding> members = open.stream().filter(one -> isMember(group, one)).toList();
    double main = Shares.MAIN * group.on(group.line());
    boolean one = members.stream().anyMatch(m -> m.on(group.line()) >= main);
    long processes = members.stream().map(m -> m.claim().subject()).distinct().count();
    return processes > 1 && !one ? Tie.ABSORB : Tie.NONE;
  }

  private static boolean isMember(MergedFinding group, MergedFinding one) {
    return one.kind() == Subject.Kind.PROCESS
        && one.isOfCommand(group)
        && one.line() == group.line();
  }
}
