package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus and its exporters say comes out as the files that the exporters read. */
class PrometheusTest {
  static final String SCRAPE =
      """
      # TYPE node_boot_time_seconds gauge
      node_boot_time_seconds 1.777319317e+09
      node_memory_Active_anon_bytes 372736
      node_memory_HugePages_Total 0
      node_memory_MemFree_bytes 1.737625600e+09
      node_memory_MemTotal_bytes 2.074853376e+09
      node_pressure_memory_waiting_seconds_total 0.5
      node_slabinfo_active_objects{slab="tw_sock_TCP"} 704
      node_slabinfo_objects{slab="tw_sock_TCP"} 864
      node_slabinfo_objects_per_slab{slab="tw_sock_TCP"} 32
      node_slabinfo_pages_per_slab{slab="tw_sock_TCP"} 2
      node_sockstat_TCP_inuse 5
      node_sockstat_TCP_mem 3
      node_time_seconds 1.777319601e+09
      node_time_zone_offset_seconds{time_zone="EDT"} -14400
      node_uname_info{domainname="(none)",machine="x86_64",nodename="app-01",release="6.1.0",sysname="Linux"} 1
      node_vmstat_pgmajfault 12
      """;

  static final String CADVISOR =
      """
      # TYPE container_memory_usage_bytes gauge
      container_memory_usage_bytes{container="web",id="/kubepods/burstable/pod1/c1",namespace="shop",pod="web-1"} 1.048576e+06 1777319601000
      container_memory_working_set_bytes{container="web",id="/kubepods/burstable/pod1/c1",namespace="shop",pod="web-1"} 786432 1777319601000
      container_memory_rss{container="web",id="/kubepods/burstable/pod1/c1",namespace="shop",pod="web-1"} 524288 1777319601000
      """;

  static final String QUERY =
      """
      {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"node_memory_MemFree_bytes","instance":"db-1:9100"},"values":[[1778739666,"1715941376"],[1778739681,"1715941376"],[1778739696,"1689092096"]]},{"metric":{"__name__":"node_memory_MemFree_bytes","instance":"db-2:9100"},"values":[[1778739666,"715941376"]]}]}}
      """;

  static final String DUMP =
      """
      {__name__="node_memory_MemFree_bytes", instance="127.0.0.1:9100", job="node"} 1048576 1777319595139
      {__name__="node_memory_MemFree_bytes", instance="127.0.0.1:9100", job="node"} 1024 1777319605139
      {__name__="node_memory_MemTotal_bytes", instance="127.0.0.1:9100", job="node"} 2097152 1777319605139
      """;

  @TempDir private Path folder;

  @Test
  void scrape() throws IOException {
    Recording read = Given.recording(folder, "metrics.txt", SCRAPE);
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-04-27T19:53:21Z", read.at(0).toString());
    assertEquals("-04:00", Given.facts(read).zone());
    assertEquals(1_737_625_600 / Given.KIB, Given.kib(read, Metric.MEM_FREE), 0.5);
    assertEquals(364, Given.kib(read, Metric.ACTIVE_ANON));
    assertEquals(
        27 * 2 * 4, Given.kib(read, Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE, "tw_sock_TCP"));
    assertEquals(284, read.host(Metric.UPTIME).orElseThrow().last().value(), 0.01);
    assertEquals(0.5, read.host(Metric.PSI_MEMORY_SOME).orElseThrow().last().value(), 1e-6);
    assertEquals(5, read.host(Metric.TCP_INUSE).orElseThrow().last().value());
  }

  @Test
  void scrapesOfAFolderAreOneRecording() throws IOException {
    for (int i = 0; i < 4; i++) {
      String later = SCRAPE.replace("1.777319601e+09", (1_777_319_601L + 15 * i) + "");
      Files.writeString(folder.resolve("scrape" + i + ".prom"), later);
    }
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(folder);
      List<Imports.Host> hosts = imports.hosts();
      assertEquals(1, hosts.size());
      assertEquals(4, hosts.get(0).recording().host(Metric.MEM_FREE).orElseThrow().samples());
    }
  }

  @Test
  void scrapesOneAfterTheOther() throws IOException {
    String later = SCRAPE.replace("1.777319601e+09", "1.777319631e+09");
    Recording read = Given.recording(folder, "metrics.txt", SCRAPE + later);
    assertEquals(2, Given.facts(read).samples());
    assertEquals(30, read.span(), 0.001);
  }

  @Test
  void containersOfCadvisor() throws IOException {
    Recording read = Given.recording(folder, "metrics.txt", CADVISOR);
    String path = "/kubepods/shop/web-1/web";
    assertEquals("2026-04-27T19:53:21Z", read.at(0).toString());
    assertEquals(1_024, Given.kib(read, Metric.CG_CURRENT, Subject.Kind.CGROUP, path));
    assertEquals(512, Given.kib(read, Metric.CG_ANON, Subject.Kind.CGROUP, path));
    assertEquals(256, Given.kib(read, Metric.CG_INACTIVE_FILE, Subject.Kind.CGROUP, path));
  }

  @Test
  void eachInstanceIsAHost() throws IOException {
    Path file = folder.resolve("query.json");
    Files.writeString(file, QUERY);
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(file);
      List<Imports.Host> hosts = imports.hosts();
      assertEquals(List.of("db-1", "db-2"), hosts.stream().map(Imports.Host::name).toList());
      assertEquals(2, hosts.get(0).sources().get(0).samples(), "a step that repeats is no look");
    }
  }

  @Test
  void dumpOfTheDatabase() throws IOException {
    Recording read = Given.recording(folder, "dump.txt", DUMP);
    assertEquals(10, read.span(), 0.001);
    assertEquals(1, Given.kib(read, Metric.MEM_FREE));
    assertEquals(2_048, Given.kib(read, Metric.MEM_TOTAL));
    assertEquals("", Given.facts(read).host(), "loopback is any machine");
  }

  @Test
  void otherMetricsAreRecognised() throws IOException {
    String text = "# TYPE http_requests_total counter\nhttp_requests_total 5\n";
    assertTrue(Given.refusal(folder, "metrics.txt", text).contains("nothing about memory"));
  }
}
