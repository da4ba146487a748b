package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What kernel logs tell of hosts and cgroups that ran out of memory. */
class KernelLogTest {
  private static final double KIB = 1024;

  private static Recording log(String name) throws IOException {
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(Path.of("src/test/resources/imports/oom", name + ".txt.gz"));
      return imports.hosts().get(0).recording();
    }
  }

  private static List<String> findings(Recording recording) {
    Analysis analysis = Rules.engine().analyse(recording);
    return analysis.findings().stream()
        .filter(one -> one.status().isLeak() || one.leadsNotices() || isPressure(one))
        .map(one -> one.rule().id() + " " + one.claim().subject().name())
        .toList();
  }

  private static boolean isPressure(Finding one) {
    return one.status() == io.memledger.rule.Status.PRESSURE;
  }

  @Test
  void cgroupAtItsLimitIsReadWithItsKills() throws IOException {
    Recording read = log("memcg-6.12-restarts");
    Subject orders = Subject.named(Subject.Kind.CGROUP, "/orders.service");
    assertEquals(65536 * KIB, read.series(Metric.CG_CURRENT, orders).orElseThrow().last().value());
    assertEquals(65536 * KIB, read.series(Metric.CG_LIMIT, orders).orElseThrow().last().value());
    assertEquals(66912256, read.series(Metric.CG_ANON, orders).orElseThrow().first().value());
    assertEquals(4, read.samples());
    assertTrue(read.host(Metric.MEM_FREE).isEmpty(), "of the host it says nothing");
    List<String> found = findings(read);
    assertTrue(found.contains("cgroup-near-limit /orders.service"), found::toString);
  }

  @Test
  void theKilledAreNotNamedForWhatTheKernelHolds() throws IOException {
    List<String> found = findings(log("slab-msgq-kills-innocents"));
    assertTrue(found.contains("levels kmalloc-cg-4k"), found::toString);
    assertTrue(found.stream().noneMatch(one -> one.matches(".*(orderd|init|brokerd).*")));
  }

  @Test
  void reportsBetweenTheKillsAreLooksToo() throws IOException {
    Recording read = log("heap-service-restarts-4x");
    assertEquals(17, read.samples());
    List<Double> held =
        read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
            .filter(one -> one.subject().name().equals("orderd"))
            .map(one -> one.last().value() / 4 / KIB)
            .toList();
    assertEquals(List.of(47220.0, 46362.0, 46032.0, 45768.0), held);
  }

  @Test
  void killsInALogAreToldWithWhoHeldMost() throws IOException {
    List<String> heap = findings(log("heap-service-restarts-4x"));
    assertTrue(heap.contains("oom-kills orderd"), heap::toString);
    Recording slab = log("slab-msgq-kills-innocents");
    Analysis analysis = Rules.engine().analyse(slab);
    Finding kills =
        analysis.findings().stream()
            .filter(one -> one.rule().id().equals("oom-kills"))
            .findFirst()
            .orElseThrow();
    assertEquals(Subject.Kind.HOST, kills.claim().kind(), "nobody held half of memory");
    assertEquals("verdict.led", analysis.verdict().headline().key());
    String said = analysis.verdict().headline().args().get("finding").toString();
    assertTrue(said.contains("levels.headline"), said);
  }
}
