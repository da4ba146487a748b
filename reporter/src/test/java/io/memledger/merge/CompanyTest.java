package io.memledger.merge;

import static io.memledger.merge.MadeUpClaim.group;
import static io.memledger.merge.MadeUpClaim.host;
import static io.memledger.merge.MadeUpClaim.named;
import static io.memledger.merge.MadeUpClaim.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Trust;
import io.memledger.series.Category;
import io.memledger.series.Subject.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rules showed to belong together is one finding, and nothing else of other size or time. */
class CompanyTest {
  private static final double MIB = MadeUpClaim.MIB;
  private static final RuleInfo KMEMLEAK =
      new RuleInfo("kmemleak", "sys/kernel/debug/kmemleak", List.of()).trusted(Trust.UNREFERENCED);

  private static final MadeUpClaim DYING =
      host(Category.PERCPU, 60)
          .by("dying")
          .counting(150)
          .with(
              Company.bringing(
                  Map.of(Category.PERCPU, 60 * MIB, Category.SLAB_UNRECLAIMABLE, 9 * MIB)));

  private static List<Finding> told(MadeUpClaim... claims) {
    return Merging.of(Stream.of(claims).map(MadeUpClaim::finding).toList());
  }

  private static MadeUpClaim cache(String name, double perHour) {
    return named(Kind.SLAB_CACHE, name, Category.SLAB_UNRECLAIMABLE, perHour);
  }

  @Test
  void thingsThatPileUpLeadTheLinesThatGrowInStep() {
    MadeUpClaim percpu = host(Category.PERCPU, 61).by("percpu");
    MadeUpClaim slab = host(Category.SLAB_UNRECLAIMABLE, 9).by("slab");
    List<Finding> one = told(percpu, slab, cache("kmalloc-512", 4), DYING);
    assertEquals(1, one.size());
    assertEquals("dying", one.get(0).rule().id());
  }

  @Test
  void whatIsMoreOrElsewhereOrLaterIsNotTheirs() {
    assertEquals(2, told(DYING, host(Category.PERCPU, 130).by("percpu")).size());
    assertEquals(2, told(DYING, host(Category.VMALLOC, 60).by("rest")).size());
    MadeUpClaim later = host(Category.PERCPU, 60).by("percpu").between(3500, 7200);
    assertEquals(2, told(DYING, later).size());
    // Somebody who is named is nobody's companion.
    assertEquals(2, told(DYING, process("agent", 7, Category.PERCPU, 60)).size());
  }

  @Test
  void dataOfLostPacketsIsTheirHeads() {
    MadeUpClaim heads =
        cache("skbuff_head_cache", 14)
            .with(Company.bringing(Map.of(Category.UNACCOUNTED, 55 * MIB)));
    Finding one = told(host(Category.UNACCOUNTED, 55).by("rest"), heads).get(0);
    assertEquals(Kind.SLAB_CACHE, one.claim().kind());
    assertEquals(69 * MIB, one.claim().inAllPerHour(), MIB);
    // A cache of which nothing was shown leads no other line.
    assertEquals(
        2, told(host(Category.UNACCOUNTED, 55).by("rest"), cache("kmalloc-64", 14)).size());
  }

  @Test
  void bookkeepingFollowsWhatItIsKeptFor() {
    Company books = Company.keeping(Category.PERCPU, 0, 4.5);
    MadeUpClaim chunks =
        named(Kind.VMALLOC_CALLER, "pcpu_create_chunk", Category.VMALLOC, 73).with(books);
    List<Finding> one = told(chunks, host(Category.PERCPU, 35).by("percpu"));
    assertEquals(1, one.size());
    assertEquals(Category.PERCPU, one.get(0).claim().line());
    // Five times as much as there is to keep books of is something else.
    assertEquals(2, told(chunks, host(Category.PERCPU, 15).by("percpu")).size());
    MadeUpClaim earlier = host(Category.PERCPU, 35).by("percpu").between(0, 100);
    assertEquals(2, told(chunks.between(90, 3600), earlier).size());
    MadeUpClaim other = named(Kind.VMALLOC_CALLER, "htab_map_alloc", Category.VMALLOC, 73);
    assertEquals(2, told(other, host(Category.PERCPU, 35).by("percpu")).size());
  }

  @Test
  void inodesFollowTheFilesAndNotTheCgroup() {
    MadeUpClaim inodes =
        cache("shmem_inode_cache", 54).with(Company.keeping(Category.SHMEM, 0, 0.3));
    MadeUpClaim files = named(Kind.TMPFS_MOUNT, "/dev/shm", Category.SHMEM, 270);
    MadeUpClaim cgroup = named(Kind.CGROUP, "/jobs", Category.SHMEM, 330);
    List<Finding> one = told(inodes, files, cgroup, host(Category.SLAB_UNRECLAIMABLE, 58));
    assertEquals(List.of("/dev/shm"), one.stream().map(CompanyTest::name).toList());
    // Files that hold nothing are a matter of their own.
    assertEquals(2, told(inodes, named(Kind.TMPFS_MOUNT, "/run", Category.SHMEM, 100)).size());
  }

  private static String name(Finding finding) {
    return finding.claim().subject().name();
  }

  private static MadeUpClaim listed(double each) {
    return named(Kind.CALL_SITE, "vc4_submit", Category.SLAB_UNRECLAIMABLE, 0)
        .by(KMEMLEAK)
        .as(Status.NOTICE)
        .with(Company.NONE.ofSize(each));
  }

  @Test
  void aListOfLostObjectsNamesTheSiteOfTheirCache() {
    MadeUpClaim cache = cache("kmalloc-128", 25).with(Company.NONE.ofSize(128));
    List<Finding> one = told(listed(100), cache);
    assertEquals(1, one.size());
    assertEquals("merged.site.size", one.get(0).words().headline().key());
    // Objects that fit a smaller cache, or are larger, come from elsewhere; so does another line.
    assertEquals(2, told(listed(64), cache).size());
    assertEquals(2, told(listed(129), cache).size());
    assertEquals(2, told(listed(100), host(Category.UNACCOUNTED, 25)).size());
    // A process that is named needs no hint.
    assertEquals(2, told(listed(100), process("app", 7, Category.SLAB_UNRECLAIMABLE, 25)).size());
  }

  @Test
  void asMuchAtASiteIsTheSameLeak() {
    MadeUpClaim site =
        named(Kind.CALL_SITE, "f.c:1", Category.UNACCOUNTED, 20).by(KMEMLEAK).as(Status.NOTICE);
    Finding one = told(site, host(Category.UNACCOUNTED, 25)).get(0);
    assertEquals("merged.site", one.words().headline().key());
    assertEquals(2, told(site, host(Category.UNACCOUNTED, 50)).size());
  }

  @Test
  void aSuspicionHidesNoSureLossOfTheHost() {
    MadeUpClaim loss = host(null, 100);
    MadeUpClaim app = process("app", 7, Category.ANONYMOUS, 60);
    assertEquals(1, told(loss, app).size());
    assertEquals(2, told(loss, app.suspected()).size());
    assertEquals(1, told(loss.suspected(), app.suspected()).size());
  }

  @Test
  void causesAndEffectsAreOfOneTime() {
    RuleInfo pile =
        new RuleInfo("pile", "proc/pids/stat", List.of()).bringing(Category.SLAB_UNRECLAIMABLE);
    MadeUpClaim zombies = group("job", Category.SLAB_UNRECLAIMABLE, 10).by(pile).counting(100);
    MadeUpClaim slab = host(Category.SLAB_UNRECLAIMABLE, 40);
    assertEquals(1, told(zombies, slab.between(1800, 5400)).size());
    assertEquals(2, told(zombies, slab.between(3000, 6600)).size());
    assertTrue(told(zombies, slab.between(Double.NaN, Double.NaN)).size() == 1);
  }

  /** A service that is killed at its limit life after life is one finding, kills and all. */
  @Test
  void livesTheirKillsAndTheirCgroupAreOne() {
    Finding lives =
        FindingBuilder.from(group("orders", Category.ANONYMOUS, 100).in("/web").finding())
            .untilRestart()
            .build();
    Finding limit = pressure("/web", "limit");
    Finding kills = pressure("/web", "kills");
    assertEquals(1, Merging.of(List.of(kills, lives, limit)).size());
    assertEquals(
        Merging.of(List.of(kills, lives, limit)), Merging.of(List.of(lives, limit, kills)));
    // Of another cgroup, or of one that grows in a single life, it is a matter of its own.
    assertEquals(2, Merging.of(List.of(lives, pressure("/db", "limit"))).size());
    Finding once = group("orders", Category.ANONYMOUS, 100).in("/web").finding();
    assertEquals(2, Merging.of(List.of(once, limit)).size());
    // One cgroup's limit and kills are one; those of the host are not among them.
    Finding host = host(null, 0).by("psi").as(Status.PRESSURE).finding();
    assertEquals(3, Merging.of(List.of(limit, kills, pressure("/db", "limit"), host)).size());
  }

  private static Finding pressure(String cgroup, String rule) {
    return named(Kind.CGROUP, cgroup, null, 0).by(rule).as(Status.PRESSURE).finding();
  }
}
