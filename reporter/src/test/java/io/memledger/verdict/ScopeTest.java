package io.memledger.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void namesTheFirstFewThatWereJudged() {
    Scope some = new Scope(List.of("a", "b", "c"));
    assertFalse(some.isHost());
    assertEquals("a, b, c", some.named());
    assertEquals("a, b, c, …", new Scope(List.of("a", "b", "c", "d")).named());
  }

  @Test
  void theHostNeedsNoNames() {
    assertTrue(Scope.HOST.isHost());
    assertEquals("", Scope.HOST.named());
  }

  @Test
  void filesOfCgroupsAreOneSource() {
    Scope cgroups =
        new Scope(
            List.of(
                "derived/fds",
                "sys/fs/cgroup/<cgroup>/memory.failcnt",
                "sys/fs/cgroup/<cgroup>/memory.stat"));
    assertEquals("derived/fds, sys/fs/cgroup", cgroups.named());
  }
}
