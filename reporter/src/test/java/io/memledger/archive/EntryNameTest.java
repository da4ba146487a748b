package io.memledger.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.memledger.archive.EntryName.Kind;
import org.junit.jupiter.api.Test;

class EntryNameTest {
  private static EntryName of(String name) {
    return EntryName.of(name, Limits.defaults());
  }

  @Test
  void whatStandsBeforeTheStampIsTheCapture() {
    EntryName name = of("./all/web1/20261123T040305Z/proc/meminfo");
    assertEquals(Kind.SNAPSHOT_FILE, name.kind());
    assertEquals("all/web1", name.folder());
    assertEquals("all", name.top());
    assertEquals("proc/meminfo", name.path());
    assertEquals(1_795_406_585_000L, name.stamp());
    assertNull(of("20261123T040305Z/proc/meminfo").top());
    assertEquals("web1", of("web1/manifest.json").folder());
  }

  @Test
  void aTopFolderMayBeNamedByATimeToo() {
    EntryName name = of("20261123-040000/20261123T040305Z/proc/meminfo");
    assertEquals("20261123-040000", name.folder());
    assertEquals(1_795_406_585_000L, name.stamp());
    assertEquals(Kind.MANIFEST, of("20261123-040000/manifest.json").kind());
    assertEquals(Kind.TRACE, of("20261123-040000/trace/20261123T040305Z/kmem.trace").kind());
  }

  @Test
  void aNumberBelowTheRootIsNoStamp() {
    EntryName name = of("a/20261123T040305Z/sys/fs/cgroup/1795406585/memory.current");
    assertEquals("sys/fs/cgroup/1795406585/memory.current", name.path());
  }
}
