package io.memledger.merge;

import io.memledger.rule.Finding;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Trust;
import io.memledger.series.Category;
import io.memledger.series.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Claims about one machine that hang together in every way that the relations know. */
final class MadeUpWorld {
  static final Comparator<Finding> BY_ID = Comparator.comparing(Finding::id);

  private static final Category[] LINES = {
    Category.ANONYMOUS,
    Category.SHMEM,
    Category.SLAB_UNRECLAIMABLE,
    Category.KERNEL_STACK,
    Category.PAGE_TABLES,
    Category.PERCPU,
    Category.VMALLOC,
    Category.UNACCOUNTED
  };

  private MadeUpWorld() {}

  /** Some thirty findings, each of an id of its own, of sizes that meet the bounds now and then. */
  static List<Finding> findings(Random random) {
    List<MadeUpClaim> claims = new ArrayList<>();
    for (Category line : LINES) {
      claims.add(MadeUpClaim.host(line, size(random)).by("line-" + line.id()));
      claims.add(
          MadeUpClaim.process("app", 1 + random.nextInt(3), line, size(random))
              .by("process-" + line.id())
              .in("/a/b"));
    }
    for (int i = 1; i <= 3; i++) {
      claims.add(
          MadeUpClaim.process("app", i, Category.ANONYMOUS, size(random)).by("heap").in("/a"));
      claims.add(
          MadeUpClaim.named(
                  Kind.SLAB_CACHE, "cache-" + i, Category.SLAB_UNRECLAIMABLE, size(random))
              .by("cache"));
    }
    claims.add(MadeUpClaim.group("app", Category.ANONYMOUS, size(random)).by("group"));
    claims.add(
        MadeUpClaim.group("app", Category.SLAB_UNRECLAIMABLE, size(random))
            .by(
                new RuleInfo("pile", "proc/pids/stat", List.of())
                    .bringing(Category.SLAB_UNRECLAIMABLE, Category.KERNEL_STACK)
                    .ofEachProcess())
            .counting(100));
    for (Trust trust : Trust.values()) {
      if (trust != Trust.NO_SITES) {
        claims.add(
            MadeUpClaim.named(Kind.CALL_SITE, "site", Category.SLAB_UNRECLAIMABLE, size(random))
                .by(new RuleInfo(trust.name(), "proc/allocinfo", List.of()).trusted(trust)));
      }
    }
    for (String path : List.of("/a", "/a/b", "/c")) {
      claims.add(MadeUpClaim.named(Kind.CGROUP, path, Category.ANONYMOUS, size(random)).by("cg"));
    }
    claims.add(MadeUpClaim.host(null, size(random)).by("available"));
    return claims.stream()
        .map(c -> random.nextInt(4) == 0 ? c.suspected() : c)
        .map(MadeUpClaim::finding)
        .toList();
  }

  private static double size(Random random) {
    return 10 * (1 + random.nextInt(12));
  }
}
