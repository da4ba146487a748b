package io.memledger.merge;

import static io.memledger.merge.MadeUpClaim.group;
import static io.memledger.merge.MadeUpClaim.host;
import static io.memledger.merge.MadeUpClaim.named;
import static io.memledger.merge.MadeUpClaim.process;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Trust;
import io.memledger.series.Category;
import io.memledger.series.Subject.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each relation on claims that are made up for it: what it merges, and what it must leave. */
class MergingTest {
  private static final RuleInfo PILE =
      new RuleInfo("pile", "proc/pids/stat", List.of())
          .bringing(Category.SLAB_UNRECLAIMABLE, Category.KERNEL_STACK)
          .ofEachProcess();

  /** What is still told each by itself: "name line" of each, the strongest first. */
  private static List<String> told(MadeUpClaim... claims) {
    return Merging.of(Stream.of(claims).map(MadeUpClaim::finding).toList()).stream()
        .map(MergingTest::told)
        .sorted()
        .toList();
  }

  private static String told(Finding f) {
    String line = f.claim().line() == null ? "" : " " + f.claim().line().id();
    return f.claim().subject().name() + line;
  }

  private static RuleInfo sites(Trust trust) {
    return new RuleInfo("sites-" + trust.name(), "proc/allocinfo", List.of()).trusted(trust);
  }

  private static Finding one(MadeUpClaim... claims) {
    List<Finding> merged = Merging.of(Stream.of(claims).map(MadeUpClaim::finding).toList());
    assertEquals(1, merged.size());
    return merged.get(0);
  }

  @Test
  void groupOfMany() {
    MadeUpClaim[] third = {
      group("worker", Category.ANONYMOUS, 90),
      process("worker", 1, Category.ANONYMOUS, 30),
      process("worker", 2, Category.ANONYMOUS, 30),
      process("worker", 3, Category.ANONYMOUS, 30)
    };
    assertEquals(List.of("worker anonymous"), told(third));
    assertEquals(Kind.PROCESS_GROUP, one(third).claim().kind());
    // Another line of one member is no part of the group's.
    assertEquals(
        2, told(third[0], third[1], third[2], process("other", 9, Category.SHMEM, 30)).size());
  }

  /** What is suspected of the one that lives now is no weaker than what the group shows. */
  @Test
  void mainMemberIsNoSurerThanItsGroup() {
    MadeUpClaim group = group("worker", Category.ANONYMOUS, 90);
    MadeUpClaim main = process("worker", 7, Category.ANONYMOUS, 85).suspected();
    assertEquals(Status.LEAK, one(group, main).status());
    assertEquals(Kind.PROCESS_GROUP, one(main, group).claim().kind());
    assertEquals(Kind.PROCESS, one(main, group.suspected()).claim().kind());
  }

  @Test
  void mainMember() {
    MadeUpClaim main = process("worker", 1, Category.ANONYMOUS, 60);
    assertEquals(Kind.PROCESS, one(group("worker", Category.ANONYMOUS, 90), main).claim().kind());
    MadeUpClaim minor = process("worker", 1, Category.ANONYMOUS, 40);
    assertEquals(2, told(group("worker", Category.ANONYMOUS, 90), minor).size());
  }

  @Test
  void sameCulprit() {
    // Threads enough for the heap that grows with them: they are the cause.
    MadeUpClaim heap = process("app", 7, Category.ANONYMOUS, 100).by("heap");
    MadeUpClaim threads = process("app", 7, Category.KERNEL_STACK, 2).by("threads").counting(120);
    assertEquals(Category.KERNEL_STACK, one(heap, threads).claim().line());
    MadeUpClaim few = process("app", 7, Category.KERNEL_STACK, 2).by("threads").counting(10);
    assertEquals(Category.ANONYMOUS, one(heap, few).claim().line());
    // Page tables that are half of it are the point; a small part of it they are evidence.
    MadeUpClaim tables = process("app", 7, Category.PAGE_TABLES, 60).by("tables");
    assertEquals(Category.PAGE_TABLES, one(heap, tables).claim().line());
    assertEquals(
        Category.ANONYMOUS,
        one(heap, process("app", 7, Category.PAGE_TABLES, 1).by("tables")).claim().line());
    // A suspicion never leads a leak.
    assertEquals(Category.ANONYMOUS, one(heap, tables.suspected()).claim().line());
    // All lines of the ledger are told, each once.
    assertEquals(
        160 * MadeUpClaim.MIB, MergedFinding.of(heap.finding()).absorb(of(tables)).total(), 1);
  }

  private static MergedFinding of(MadeUpClaim claim) {
    return MergedFinding.of(claim.finding());
  }

  @Test
  void sameSite() {
    MadeUpClaim counted =
        named(Kind.CALL_SITE, "f.c:1", Category.SLAB_UNRECLAIMABLE, 50)
            .by(sites(Trust.EVERY_ALLOCATION));
    MadeUpClaim traced =
        named(Kind.CALL_SITE, "f+0x10", Category.SLAB_UNRECLAIMABLE, 60).by(sites(Trust.EVENTS));
    MadeUpClaim cache = named(Kind.SLAB_CACHE, "kmalloc-64", Category.SLAB_UNRECLAIMABLE, 55);
    assertEquals(List.of("f.c:1 slab-unreclaimable"), told(traced, cache, counted));
    // Twice as much is not the same.
    assertEquals(
        2, told(counted, named(Kind.SLAB_CACHE, "x", Category.SLAB_UNRECLAIMABLE, 120)).size());
  }

  @Test
  void cause() {
    MadeUpClaim zombies = group("job", Category.SLAB_UNRECLAIMABLE, 10).by(PILE).counting(100);
    MadeUpClaim slab = host(Category.SLAB_UNRECLAIMABLE, 40);
    MadeUpClaim cache = named(Kind.SLAB_CACHE, "task", Category.SLAB_UNRECLAIMABLE, 1);
    assertEquals(List.of("job slab-unreclaimable"), told(slab, cache, zombies));
    // Six times of what they hold at least is more than they bring.
    assertEquals(2, told(host(Category.SLAB_UNRECLAIMABLE, 60), zombies).size());
    // And what they bring lies on its lines only.
    assertEquals(2, told(host(Category.SHMEM, 10), zombies).size());
  }

  @Test
  void holderOfSite() {
    MadeUpClaim site =
        named(Kind.CALL_SITE, "sock_alloc", Category.SLAB_UNRECLAIMABLE, 50)
            .by(sites(Trust.UNREFERENCED));
    MadeUpClaim holder = process("app", 7, Category.SLAB_UNRECLAIMABLE, 40);
    assertEquals(List.of("app slab-unreclaimable"), told(site, holder));
    assertEquals(2, told(site, process("app", 7, Category.SLAB_UNRECLAIMABLE, 20)).size());
  }

  @Test
  void percpuOfMaps() {
    MadeUpClaim maps = process("agent", 7, Category.VMALLOC, 40);
    assertEquals(List.of("agent vmalloc"), told(maps, host(Category.PERCPU, 60)));
    assertEquals(
        2, told(process("agent", 7, Category.SHMEM, 40), host(Category.PERCPU, 60)).size());
  }

  @Test
  void uncountedVmalloc() {
    MadeUpClaim rest = host(Category.UNACCOUNTED, 50).by("rest");
    assertEquals(List.of(" percpu"), told(host(Category.PERCPU, 60), rest));
    assertEquals(2, told(host(Category.PERCPU, 10), rest).size());
  }

  @Test
  void sameLine() {
    MadeUpClaim line = host(Category.SHMEM, 100);
    assertEquals(
        List.of("/dev/shm shmem"),
        told(line, named(Kind.TMPFS_MOUNT, "/dev/shm", Category.SHMEM, 50)));
    assertEquals(2, told(line, named(Kind.TMPFS_MOUNT, "/tmp", Category.SHMEM, 40)).size());
  }

  @Test
  void pageTablesOfData() {
    MadeUpClaim tables = host(Category.PAGE_TABLES, 2);
    assertEquals(
        List.of("app anonymous"), told(tables, process("app", 7, Category.ANONYMOUS, 100)));
    assertEquals(2, told(tables, process("app", 7, Category.ANONYMOUS, 99)).size());
  }

  @Test
  void overheadOfProcesses() {
    MadeUpClaim stacks = host(Category.KERNEL_STACK, 30);
    MadeUpClaim slab = host(Category.SLAB_UNRECLAIMABLE, 30);
    assertEquals(List.of("job anonymous"), told(stacks, group("job", Category.ANONYMOUS, 100)));
    assertEquals(2, told(stacks, group("job", Category.ANONYMOUS, 99)).size());
    // Objects of the kernel only where there are ever more processes.
    assertEquals(2, told(slab, group("job", Category.ANONYMOUS, 100)).size());
    assertEquals(
        List.of("job anonymous"),
        told(slab, group("job", Category.ANONYMOUS, 100), more("job", 100)));
  }

  private static MadeUpClaim more(String name, double perHour) {
    RuleInfo rule = new RuleInfo("more", "proc/pids/stat", List.of()).ofEachProcess();
    return group(name, Category.ANONYMOUS, perHour).by(rule).counting(5);
  }

  @Test
  void chargedTo() {
    MadeUpClaim inner = named(Kind.CGROUP, "/a/b", Category.ANONYMOUS, 100);
    MadeUpClaim outer = named(Kind.CGROUP, "/a", Category.ANONYMOUS, 110);
    MadeUpClaim app = process("app", 7, Category.ANONYMOUS, 90).in("/a/b");
    assertEquals(List.of("app anonymous"), told(outer, app, inner));
    // What has no cgroup of its own may be charged to any, if it is as much.
    assertEquals(List.of("/a anonymous"), told(outer, host(Category.UNACCOUNTED, 100)));
    assertEquals(2, told(outer, host(Category.UNACCOUNTED, 40)).size());
    assertEquals(2, told(outer, process("app", 7, Category.ANONYMOUS, 90).in("/b")).size());
  }

  @Test
  void wholeHost() {
    MadeUpClaim loss = host(null, 100);
    MadeUpClaim app = process("app", 7, Category.ANONYMOUS, 60);
    assertEquals(List.of("app anonymous"), told(loss, app));
    assertEquals(0.95, one(loss, app).claim().certainty().confidence(), 1e-9);
    assertEquals(2, told(loss, process("app", 7, Category.ANONYMOUS, 40)).size());
  }

  /** A thousand shuffles of claims that hang together in every way give one result. */
  @Test
  void theOrderOfFindingsChangesNothing() {
    Random random = new Random(7);
    for (int world = 0; world < 20; world++) {
      List<Finding> findings = new ArrayList<>(MadeUpWorld.findings(random));
      List<Finding> first = Merging.of(findings).stream().sorted(MadeUpWorld.BY_ID).toList();
      for (int i = 0; i < 50; i++) {
        Collections.shuffle(findings, random);
        assertEquals(first, Merging.of(findings).stream().sorted(MadeUpWorld.BY_ID).toList());
      }
    }
  }
}
