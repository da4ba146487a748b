package io.memledger.merge;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Status;

/**
 * What the host as a whole lost in less than a day, and nobody could be named for, accuses nobody:
 * it is told as what happened.
 */
final class HostAlone {
  private HostAlone() {}

  static Finding told(Finding leak) {
    boolean alone =
        leak.claim().isWholeHost() && leak.claim().certainty().doubts().contains(Doubt.HOST_ALONE);
    return alone ? FindingBuilder.from(leak, Status.NOTICE).build() : leak;
  }
}
