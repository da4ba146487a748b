package io.memledger.report.cgroups;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.data.CgroupCsv;
import io.memledger.report.model.Report.CgroupPart;
import io.memledger.report.model.Report.CgroupRow;
import io.memledger.report.sections.CgroupSection;
import io.memledger.report.sections.ReportContext;
import io.memledger.report.words.Messages;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CgroupTreeTest {
  private static final String ID =
      "1b2c3d4e5f6a675fb4a8141bcfd0f199957b132bfbd3080b7c6b99bd3f2ce0bc";
  private static final int SECONDS = 90;

  private static Subject cgroup(String path) {
    return Subject.named(Subject.Kind.CGROUP, path);
  }

  private static Scene holds(Scene scene, String path, double base, double perSecond) {
    DoubleUnaryOperator bytes = t -> base + perSecond * t;
    return scene.of(Metric.CG_CURRENT, cgroup(path), bytes).of(Metric.CG_ANON, cgroup(path), bytes);
  }

  private static CgroupPart section(Scene scene) {
    return CgroupSection.build(new ReportContext(scene.analyse(), Messages.load(null)));
  }

  /** A pod with two containers, of which one leaks, beside a quiet service. */
  private static Scene pod() {
    Scene scene = Scene.seconds(SECONDS);
    holds(scene, "/kubepods", 310 * MIB, MIB);
    holds(scene, "/kubepods/burstable", 310 * MIB, MIB);
    holds(scene, "/kubepods/burstable/pod1", 310 * MIB, MIB);
    holds(scene, "/kubepods/burstable/pod1/" + ID, 200 * MIB, MIB);
    holds(scene, "/kubepods/burstable/pod1/pause", 110 * MIB, 0);
    holds(scene, "/system.slice", 500 * MIB, 0);
    holds(scene, "/system.slice/cron.service", 20 * MIB, 0);
    return scene.line(Metric.ANON_PAGES, t -> 2 * MIB * t);
  }

  @Test
  void parentsStandBeforeChildrenAndStepsAreJoined() {
    List<CgroupRow> rows = section(pod()).rows();
    assertEquals(
        List.of(
            "0 /kubepods/burstable/pod1",
            "1 " + ID,
            "1 pause",
            "0 /system.slice",
            // holds far less than its parent, which therefore says something of its own
            "1 cron.service"),
        rows.stream().map(r -> r.depth() + " " + r.path()).toList());
    assertEquals("container 1b2c3d4e5f6a", rows.get(1).name());
    assertEquals("", rows.get(3).name(), "the path says it");
    assertTrue(section(pod()).more().startsWith("2 others"), "kubepods and burstable");
  }

  @Test
  void theHostsLineIsExplained() {
    CgroupRow container = section(pod()).rows().get(1);
    assertEquals("+90.0 MiB", container.growth());
    assertEquals("Process memory", container.line().label());
    // 90 MiB of 180 and what the machine stirs by itself
    assertEquals(50, Double.parseDouble(container.line().value().replace(" %", "")), 2);
    assertNull(section(pod()).rows().get(2).line());
  }

  @Test
  void growthIsSplitByWhatItConsistsOf() {
    Subject web = cgroup("/docker/" + ID);
    Scene scene =
        Scene.seconds(SECONDS)
            .of(Metric.CG_CURRENT, web, t -> 300 * MIB + 7 * MIB * t)
            .of(Metric.CG_ANON, web, t -> 100 * MIB)
            // tmpfs is part of what the kernel calls file
            .of(Metric.CG_FILE, web, t -> 100 * MIB + 3 * MIB * t)
            .of(Metric.CG_SHMEM, web, t -> 50 * MIB + 2 * MIB * t)
            .of(Metric.CG_KERNEL, web, t -> 20 * MIB + 4 * MIB * t)
            .of(Metric.CG_SLAB_UNRECLAIMABLE, web, t -> 10 * MIB)
            .of(Metric.CG_SLAB_RECLAIMABLE, web, t -> 5 * MIB)
            .of(Metric.CG_INACTIVE_FILE, web, t -> 40 * MIB)
            .of(Metric.CG_LIMIT, web, t -> GIB)
            .of(Metric.CG_MAX_EVENTS, web, t -> t)
            .of(Metric.CG_OOM_KILL, web, t -> t > 50 ? 1 : 0)
            .of(Metric.CG_PSI_SOME, web, t -> 0.25 * t)
            .of(Metric.CG_PSI_FULL, web, t -> 0.1 * t)
            .line(Metric.VMALLOC_USED, t -> 4 * MIB * t);
    CgroupRow row = section(scene).rows().get(0);
    assertEquals(
        List.of("file +90.0 MiB", "kernel +360 MiB", "shmem +180 MiB"),
        row.parts().stream().map(p -> p.label() + " " + p.value()).toList());
    assertEquals(Messages.load(null).text("report.category.vmalloc"), row.line().label());
    assertEquals("1.00 GiB", row.limit());
    assertEquals("87 %", row.full(), "930 less 40 MiB of 1 GiB");
    assertEquals("1 killed, 90 × at the limit", row.events());
    assertEquals("25 %, all 10 %", row.stalls());
    assertEquals(
        List.of("page-cache", "slab-unreclaimable", "shmem"),
        row.split().stream().map(s -> s.id()).toList());
    assertEquals("143", row.split().get(0).width(), "90 of 630 MiB");
  }

  @Test
  void whatCameAndWhatWentCountsWhole() {
    Subject job = cgroup("/job");
    Scene scene = holds(Scene.seconds(SECONDS), "/job", 64 * MIB, 0).bornAt(job, 60);
    CgroupRow row = section(scene).rows().get(0);
    assertEquals("+64.0 MiB", row.growth());
    assertEquals("came meanwhile", row.note());
  }

  @Test
  void theTreeIsBoundedAndTheFileHoldsAll() throws IOException {
    Scene scene = Scene.seconds(SECONDS);
    for (int i = 0; i < 120; i++) {
      holds(scene, "/lxc/c" + i, 10 * MIB, i * 1024);
    }
    holds(scene, "/lxc/full", 10 * MIB, 0).of(Metric.CG_LIMIT, cgroup("/lxc/full"), t -> 10 * MIB);
    CgroupPart part = section(scene);
    assertEquals(CgroupSection.ROWS, part.rows().size());
    assertTrue(
        part.rows().stream().anyMatch(r -> r.path().equals("/lxc/full")), "in trouble comes first");
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    var analysis = scene.analyse();
    CgroupCsv.write(analysis, Messages.load(null), new CgroupTree(analysis.recording()), csv);
    String text = csv.toString(StandardCharsets.UTF_8);
    assertEquals(122, text.lines().count());
    assertTrue(text.contains("/lxc/c119,LXC container c119,"), text);
  }

  @Test
  void nothingIsSaidWithoutCgroups() {
    assertNull(section(Scene.seconds(SECONDS)));
  }
}
