package io.memledger.rules.findings;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.series.Category;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command that traces the call sites of what grows on this customer's machine. */
public final class KmemStep {
  private static final String COMMAND = "./memledger-collector.jar --kmem 30s";

  /** Caches of one size: kmalloc-64, kmalloc-rnd-05-1k, kmalloc-cg-96, msg_msg-4k, size-32. */
  private static final Pattern SIZED =
      Pattern.compile(
          "(?:kmalloc|dma-kmalloc|msg_msg|memdup_user|size)(?:-[a-z0-9]+)*-(\\d{1,5})([kM]?)");

  /** Characters of a cache's name that is looked into; the kernel's own are below 60. */
  private static final int LONGEST_CACHE = 128;

  private static final Pattern KERNEL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3}).*");

  /** First kernel whose allocation events are known to name the cache. */
  private static final int NAMES_MAJOR = 6;

  /** Second number of that version. */
  private static final int NAMES_MINOR = 18;

  /** First kernel that can count its allocations by call site (KERNEL 5.5). */
  private static final int PROFILES_MAJOR = 6;

  /** Second number of that version. */
  private static final int PROFILES_MINOR = 10;

  private KmemStep() {}

  /** Findings of unreclaimable slab, with the step where the archive has no trace. */
  public static List<Finding> added(List<Finding> findings, Recording recording) {
    List<Finding> all = new ArrayList<>();
    for (Finding finding : findings) {
      FindingBuilder richer = FindingBuilder.from(finding);
      if (finding.status().isLeak() && recording.kmem().isEmpty()) {
        steps(recording).forEach(richer::step);
        all.add(richer.build());
      } else {
        all.add(finding);
      }
    }
    return all;
  }

  /** A trace; not where the kernel counts its call sites by itself, or could. */
  private static List<NextStep> steps(Recording recording) {
    if (!recording.all(Metric.SITE_BYTES, Subject.Kind.CALL_SITE).isEmpty()) {
      return List.of(
          NextSteps.of("step.allocinfo-captured", "sort -rn /proc/allocinfo | head -n 30"));
    }
    List<NextStep> steps = new ArrayList<>(again(recording, Category.SLAB_UNRECLAIMABLE));
    if (isAtLeast(recording.hostFacts().kernel(), PROFILES_MAJOR, PROFILES_MINOR)) {
      steps.add(
          NextSteps.of("step.mem-profiling", "grep MEM_ALLOC_PROFILING /boot/config-$(uname -r)"));
    }
    return steps;
  }

  /** A trace of what grows on a line, as narrow as the archive allows to say. */
  public static List<NextStep> again(Recording recording, Category category) {
    if (category == Category.UNACCOUNTED) {
      return List.of(NextSteps.of("step.kmem-pages", COMMAND + " --kmem-filter 'order>=0'"));
    }
    Optional<String> cache = fastest(recording);
    Optional<Long> size = cache.flatMap(KmemStep::size);
    if (size.isPresent()) {
      String filter = " --kmem-filter 'bytes_alloc==" + size.get() + "'";
      return List.of(NextSteps.of("step.kmem", COMMAND + filter));
    }
    if (cache.isPresent() && isAtLeast(recording.hostFacts().kernel(), NAMES_MAJOR, NAMES_MINOR)) {
      List<NextStep> named =
          NextSteps.withPlainName(
              "step.kmem", COMMAND + " --kmem-filter 'name==\"@\"'", cache.get());
      if (!named.isEmpty()) {
        return named;
      }
    }
    return List.of(NextSteps.of("step.kmem", COMMAND));
  }

  /** Who calls a call site, by the stacks of allocations of its size. */
  public static List<NextStep> stacks(CallSite site) {
    return switch (site.kind()) {
      case PAGES ->
          List.of(
              NextSteps.of(
                  "step.kmem-stacks", "perf record -e kmem:mm_page_alloc -g -a -- sleep 10"));
      case CACHE, KMALLOC ->
          List.of(
              NextSteps.of(
                  "step.kmem-stacks",
                  "perf record -e "
                      + (site.kind() == io.memledger.series.KmemFlow.Kind.CACHE
                          ? "kmem:kmem_cache_alloc"
                          : "kmem:kmalloc")
                      + " --filter 'bytes_alloc=="
                      + site.bytesEach()
                      + "' -g -a -- sleep 10"));
    };
  }

  /** The cache that grew most over the capture, of those that reclaim cannot shrink. */
  private static Optional<String> fastest(Recording recording) {
    return recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE).stream()
        .filter(s -> !io.memledger.ledger.ReclaimableCaches.has(s.subject().name()))
        .filter(s -> s.size() > 1 && s.change() > 0)
        .max(Comparator.comparingDouble(TimeSeries::change).thenComparing(s -> s.subject().name()))
        .map(s -> s.subject().name());
  }

  /** Bytes of an object, where the cache's name tells. */
  public static Optional<Long> size(String cache) {
    Matcher name = SIZED.matcher(cache);
    if (cache.length() > LONGEST_CACHE || !name.matches()) {
      return Optional.empty();
    }
    long unit = name.group(2).equals("k") ? 1024 : name.group(2).equals("M") ? 1 << 20 : 1;
    return Optional.of(Long.parseLong(name.group(1)) * unit);
  }

  private static boolean isAtLeast(String kernel, int wantedMajor, int wantedMinor) {
    Matcher version = KERNEL.matcher(kernel == null ? "" : kernel);
    if (!version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
  }
}
