package io.memledger.rules.kernel.knowledge;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Bundle;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.rules.kernel.knowledge.Knowledge.Known;
import io.memledger.rules.kernel.lines.Percpu;
import io.memledger.rules.kernel.lines.Unaccounted;
import io.memledger.rules.kernel.lines.Vmalloc;
import io.memledger.rules.kernel.slab.SlabCache;
import io.memledger.rules.kernel.slab.SlabUnreclaimable;
import io.memledger.rules.process.DescriptorGrowth;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
  private static final Bundle BUNDLE = new Bundle();

  @Test
  void holdsEnough() {
    long caches = Knowledge.ALL.stream().filter(k -> !k.caches().isEmpty()).count();
    long outside =
        Knowledge.ALL.stream().filter(k -> !k.callers().isEmpty() || k.line() != null).count();
    assertTrue(caches >= 70, caches + " kinds of cache");
    assertTrue(outside >= 15, outside + " outside slab");
    assertTrue(Knowledge.ALL.stream().filter(k -> !k.needs().isEmpty()).count() >= 15);
  }

  @Test
  void everyEntryHasItsTexts() {
    for (Known one : Knowledge.ALL) {
      for (var text : Set.of(one.object(), one.cause(), one.check())) {
        String said = BUNDLE.render(text);
        assertFalse(said.isBlank() || said.endsWith(".") || said.contains("{"), text.key());
      }
      assertTrue(Character.isUpperCase(BUNDLE.render(one.cause()).charAt(0)), one.cause().key());
      assertFalse(one.command() == null, one.id());
    }
  }

  @Test
  void everyKeyBelongsToAnEntryOrASentence() {
    Set<String> ids = Knowledge.ALL.stream().map(Known::id).collect(Collectors.toSet());
    Pattern key =
        Pattern.compile(
            "knowledge\\.([a-z0-9-]+)\\."
                + "(caches|needs|classes|callers|holder|brings|keeps|line|command|reports|object|cause|check)");
    Set<String> odd = new TreeSet<>();
    for (String one : BUNDLE.keys()) {
      var found = key.matcher(one);
      if (one.startsWith("knowledge.") && !(found.matches() && ids.contains(found.group(1)))) {
        odd.add(one);
      }
    }
    assertEquals(
        Set.of(
            "knowledge.explained",
            "knowledge.about",
            "knowledge.about.things",
            "knowledge.about.seen",
            "knowledge.written",
            "knowledge.opened.leak",
            "knowledge.opened.suspected-leak",
            "knowledge.headline.leak",
            "knowledge.headline.suspected-leak",
            "knowledge.of.vmalloc",
            "knowledge.of.percpu",
            "knowledge.of.unaccounted",
            "knowledge.of.shmem",
            "knowledge.object.descriptors",
            "knowledge.object.threads",
            "knowledge.object.watches"),
        odd);
  }

  @Test
  void knowsCachesCallersClassesAndLines() {
    assertEquals("dentry", Knowledge.ofCache("dentry").orElseThrow().id());
    assertEquals("kmalloc-cg", Knowledge.ofCache("kmalloc-cg-192").orElseThrow().id());
    assertEquals("kmalloc-small", Knowledge.ofCache("kmalloc-64").orElseThrow().id());
    assertEquals("messages", Knowledge.ofCache("msg_msg-4k").orElseThrow().id());
    assertTrue(Knowledge.ofCache("my_own_cache").isEmpty());
    assertEquals("vmalloc-bpf-maps", Knowledge.ofCaller("bpf_map_area_alloc").orElseThrow().id());
    assertEquals("vmalloc-cas", Knowledge.ofCaller("init [cas_cache]").orElseThrow().id());
    assertEquals("epoll", Knowledge.ofClass("anon_inode:[eventpoll]").orElseThrow().id());
    assertEquals("memory-files", Knowledge.ofClass("memfd:frame").orElseThrow().id());
    for (Category line :
        Set.of(Category.SHMEM, Category.PERCPU, Category.VMALLOC, Category.UNACCOUNTED)) {
      assertTrue(Knowledge.ofLine(line).isPresent(), line.id());
    }
  }

  /** Of the caches of a real machine most are known, so that a finding rarely lacks words. */
  @Test
  void knowsMostCachesOfARealMachine() {
    Recording recording = RealCapture.sample("page-cache");
    double all = 0;
    double known = 0;
    for (var cache : recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE)) {
      all += cache.last().value();
      known += Knowledge.ofCache(cache.subject().name()).isPresent() ? cache.last().value() : 0;
    }
    assertTrue(known >= 0.9 * all, String.format(Locale.ROOT, "%.2f", known / all));
  }

  private static Scene sockets(Scene scene, String kind, double bytes) {
    for (Object[] one :
        new Object[][] {{kind, bytes}, {"sock_inode_cache", 832.0}, {"filp", 256.0}}) {
      Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, (String) one[0]);
      double each = (double) one[1];
      scene
          .of(Metric.SLAB_BYTES, cache, t -> MIB + Math.floor(400 * t) * each)
          .of(Metric.SLAB_OBJECTS, cache, t -> 2000 + Math.floor(400 * t));
    }
    return scene
        .line(Metric.S_UNRECLAIM, t -> Math.floor(400 * t) * (bytes + 256))
        .rss(Scenes.LEAKER, t -> 3 * MIB, 1024)
        .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 4 + Math.floor(400 * t));
  }

  @Test
  void saysUnclosedSocketsNotFilp() {
    Recording recording = sockets(Scene.seconds(90), "TCP", 2432).recording();
    for (var rule : new io.memledger.rule.Rule[] {new SlabCache(), new SlabUnreclaimable()}) {
      Finding f = Asked.one(rule, recording, Status.SUSPECTED_LEAK);
      assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
      assertTrue(
          Asked.headline(f).contains("unclosed TCP sockets (descriptors +36000 count)"),
          Asked.headline(f));
      assertTrue(f.support().steps().get(0).command().startsWith("ss -tanp"));
    }
  }

  @Test
  void findsAThingBehindAMergedName() {
    Scene scene =
        sockets(Scene.seconds(90), "signal_cache", 1088)
            .mergeGroup("UNIX", "UNIX-STREAM", "signal_cache");
    Finding f = Asked.one(new SlabCache(), scene.recording(), Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(f).contains("unclosed unix sockets"), Asked.headline(f));
  }

  @Test
  void aClassOfDescriptorsTellsWhereOneCacheDoesNot() {
    Scene scene =
        Scenes.descriptors(Scene.seconds(90))
            .of(
                Metric.PROC_FDS_OF_CLASS,
                new Subject(Subject.Kind.DESCRIPTOR_CLASS, "anon_inode:[eventpoll]", 4711, 0),
                t -> 4 + 1024 * t);
    Finding f = Asked.one(new SlabCache(), scene.recording(), Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(f).contains("epoll registrations"), Asked.headline(f));
  }

  @Test
  void linesAndDescriptorsSayWhatAProcessPilesUp() {
    Recording lines = Captures.of("kernel-lines");
    Finding maps = Asked.one(new Vmalloc(), lines, Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(maps).contains("piles up BPF maps"), Asked.headline(maps));
    assertTrue(Asked.evidence(maps, "bpf-maps-new") > 60);
    Finding perCpu = Asked.one(new Percpu(), Captures.of("containers"), Status.SUSPECTED_LEAK);
    assertEquals("tracerd", perCpu.claim().culprit().subject().name());
    assertTrue(
        perCpu.support().evidence().stream()
            .anyMatch(e -> e.name().matches("BPF map \\d+ \\(percpu_array\\): growth")),
        perCpu.support().evidence().toString());
    Finding pipes =
        Asked.one(new Unaccounted(), RealCapture.sample("hidden-pipes"), Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(pipes).contains("unclosed pipes"), Asked.headline(pipes));
    Finding opened =
        Asked.one(new DescriptorGrowth(), RealCapture.sample("socket-leak"), Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(opened).contains("unclosed sockets"), Asked.headline(opened));
  }

  @Test
  void saysWhatRealCapturesLeak() {
    Finding sockets =
        Asked.one(
            new SlabUnreclaimable(), RealCapture.sample("socket-leak"), Status.SUSPECTED_LEAK);
    assertTrue(Asked.headline(sockets).contains("unclosed unix sockets"), Asked.headline(sockets));
    Finding messages =
        Asked.all(new SlabCache(), Captures.of("kernel-lines")).stream()
            .filter(f -> f.claim().culprit().subject().name().equals("msg_msg-4k"))
            .findFirst()
            .orElseThrow();
    String explained = BUNDLE.render(messages.words().explanation());
    assertTrue(explained.contains("unread System V or POSIX messages"), explained);
    assertTrue(explained.contains("last written to by queued"), explained);
  }
}
