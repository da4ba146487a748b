package io.memledger.collector.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Failure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of what is captured keeps its own promises. */
class TargetsTest {
  @Test
  void sourcesCanBeLeftOut() throws Exception {
    List<Target> all = Targets.list(false);
    List<Target> some = Targets.list(false, List.of("proc/cmdline", "derived/fdtypes"));
    assertEquals(all.size() - 2, some.size());
    for (int i = 0; i < some.size(); i++) {
      assertEquals(i, some.get(i).index);
    }
    assertThrows(Failure.class, () -> Targets.list(false, List.of("proc/nothing")));
  }

  /** Debugfs is closed to all but root, and most kernels have none of these files. */
  @Test
  void nobodyMissesDebugFiles() {
    for (Target target : Targets.list(false)) {
      boolean debug = target.path.startsWith("sys/kernel/debug/");
      boolean absent = target.isMissed("No such file or directory");
      assertEquals(target.lacking != null, absent, target.path);
      assertEquals(!debug, target.isMissed("Permission denied"), target.path);
      assertTrue(target.isMissed("larger than 4194304 bytes"), target.path);
    }
  }

  /** The kind, too: memory.stat is a file of both versions of cgroups. */
  @Test
  void nothingStandsTwiceAndTheIndexIsThePlace() {
    List<Target> list = Targets.list(true);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      assertEquals(i, list.get(i).index);
      assertTrue(seen.add(list.get(i).kind + " " + list.get(i).path), list.get(i).path);
    }
  }

  @Test
  void whatGoesOnWithAnotherStandsBehindItAndIsDueNoMoreOften() {
    Map<String, Target> byPath =
        Targets.list(false).stream()
            .filter(target -> target.kind != Target.Kind.CGROUP_V1)
            .collect(Collectors.toMap(target -> target.path, Function.identity()));
    for (String[] pair : Targets.ORDER) {
      Target first = byPath.get(pair[0]);
      Target second = byPath.get(pair[1]);
      assertTrue(first.index < second.index, pair[1]);
      assertTrue(first.rate.stride <= second.rate.stride, pair[1]);
    }
  }

  /** Whoever adds a derived file that reads what others found has to say whose. */
  @Test
  void onlyFilesThatGoOnWithNothingMayStandAnywhere() {
    Set<String> independent = Set.of("derived/mounts", "derived/collector", "derived/slabs");
    Set<String> behind =
        Arrays.stream(Targets.ORDER).map(pair -> pair[1]).collect(Collectors.toSet());
    for (Target target : Targets.list(false)) {
      if (target.kind == Target.Kind.DERIVED) {
        assertTrue(behind.contains(target.path) != independent.contains(target.path), target.path);
      }
    }
  }
}
