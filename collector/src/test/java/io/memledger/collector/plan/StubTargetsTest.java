package io.memledger.collector.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.Stub;
import io.memledger.collector.testing.TarFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plain sh form captures what {@link Targets} lists, as often, but for the differences that are
 * named here.
 */
class StubTargetsTest {
  /** What sh leaves out, and why. */
  private static final Map<String, String> ONLY_IN_JAVA =
      Map.of(
          "derived/fdtypes/<pid>", "a program would be started for each descriptor",
          "derived/bpf", "a program would be started for each descriptor of all processes",
          "derived/held", "a program would be started for each descriptor of all processes",
          "derived/slabs", "a program would be started for each of some hundred links",
          "derived/mounts", "df asks network file systems, too, and they may hang",
          "derived/collector", "sh knows the CPU time of all snapshots only: it is in the footer",
          "sys/kernel/debug/kmemleak", "sh has no cap on the size of what it copies",
          "sys/kernel/debug/page_owner_stacks/show_stacks", "sh has no cap on the size, either");

  /** What sh takes at another rate, that rate, and why. */
  private static final Map<String, String[]> OTHER_RATE =
      Map.of(
          "memory.max", new String[] {"often", "sh keeps no copy to see a change"},
          "memory.high", new String[] {"often", "sh keeps no copy to see a change"},
          "memory.limit_in_bytes", new String[] {"often", "sh keeps no copy to see a change"},
          "memory.oom_control", new String[] {"often", "sh keeps no copy to see a change"},
          "proc/<pid>/cmdline", new String[] {"seldom", "sh remembers no process"},
          "proc/<pid>/smaps", new String[] {"rarely", "of the largest: sh knows not who grows"});

  private static final Map<Rate, String> RATES =
      Map.of(
          Rate.EVERY, "every snapshot",
          Rate.PACED, "often",
          Rate.OFTEN, "often",
          Rate.SELDOM, "seldom",
          Rate.RARE, "rarely",
          Rate.ONCE, "once",
          Rate.FIRST_SIGHT, "once");

  private static final Pattern LISTED = Pattern.compile("([a-z ]+): (\\S+)( of .*)?");

  @TempDir Path temp;
  private FakeRoot root;
  private Stub stub;

  /** Both hierarchies of cgroups; a machine has one. */
  enum Hierarchy {
    V1(Target.Kind.CGROUP_V1, "sys/fs/cgroup/memory/"),
    V2(Target.Kind.CGROUP_V2, "sys/fs/cgroup/");

    final Target.Kind kind;
    final String folder;

    Hierarchy(Target.Kind kind, String folder) {
      this.kind = kind;
      this.folder = folder;
    }

    List<Target> targets() {
      return Targets.list(true).stream()
          .filter(
              target ->
                  target.kind == kind
                      || target.kind != Target.Kind.CGROUP_V1
                          && target.kind != Target.Kind.CGROUP_V2)
          .toList();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    root = new FakeRoot(temp.resolve("root"));
    stub = new Stub(temp);
  }

  /** Makes everything that is on the list. */
  private void fill(Hierarchy hierarchy) {
    for (Target target : hierarchy.targets()) {
      String path = target.path.replace("zram*", "zram0").replace("<pid>", "200");
      if (target.kind == hierarchy.kind) {
        path = hierarchy.folder + "web.slice/" + path;
      }
      boolean made = !path.startsWith("derived/") && !path.contains("*");
      if (made && !path.equals("proc/pids/stat") && !Files.exists(root.path.resolve(path))) {
        root.file(path, "1\n");
      }
      if (path.startsWith("proc/net/")) {
        root.file(path.replace("proc/", "proc/1/"), "1\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatIsOnTheList(Hierarchy hierarchy) throws Exception {
    fill(hierarchy);
    Path archive = temp.resolve("a.tar.gz");
    stub.run("--root", root.path + "", "--once", "--cmdline", "--quiet", "--output", archive + "");
    TarFile tar = TarFile.read(archive);
    Set<String> taken = new TreeSet<>();
    for (Map<String, String> snapshot : tar.snapshots().values()) {
      snapshot.keySet().stream()
          .filter(path -> !path.isEmpty() && !path.endsWith("/"))
          .forEach(path -> taken.add(pattern(path, hierarchy)));
    }
    Set<String> wanted =
        hierarchy.targets().stream()
            .map(target -> target.path)
            .filter(path -> !ONLY_IN_JAVA.containsKey(path))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", wanted), String.join("\n", taken));
  }

  /** Its own list shows all that it would take, be it there or not. */
  @ParameterizedTest
  @EnumSource
  void listsNothingElseAndTheSameRates(Hierarchy hierarchy) throws Exception {
    fill(hierarchy);
    Map<String, String> listed = new TreeMap<>();
    for (String line : stub.run("--root", root.path + "", "--list", "--cmdline").split("\n")) {
      Matcher matcher = LISTED.matcher(line);
      assertTrue(matcher.matches(), line);
      listed.put(pattern(matcher.group(2), hierarchy), matcher.group(1));
    }
    Map<String, String> wanted = new TreeMap<>();
    for (Target target : hierarchy.targets()) {
      String[] other = OTHER_RATE.get(target.path);
      if (!ONLY_IN_JAVA.containsKey(target.path)) {
        wanted.put(target.path, other != null ? other[0] : RATES.get(target.rate));
      }
    }
    assertEquals(lines(wanted), lines(listed));
  }

  /** A difference that is none any more has to go. */
  @ParameterizedTest
  @EnumSource
  void theDifferencesAreOfThingsOnTheList(Hierarchy hierarchy) {
    Set<String> paths =
        Targets.list(true).stream().map(target -> target.path).collect(Collectors.toSet());
    assertTrue(paths.containsAll(ONLY_IN_JAVA.keySet()));
    assertTrue(paths.containsAll(OTHER_RATE.keySet()));
    for (Target target : hierarchy.targets()) {
      String[] other = OTHER_RATE.get(target.path);
      assertTrue(other == null || !other[0].equals(RATES.get(target.rate)), target.path);
    }
  }

  private static String lines(Map<String, String> rates) {
    return rates.entrySet().stream()
        .map(one -> one.getKey() + ": " + one.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** What stands on the list for a path in an archive. */
  private static String pattern(String path, Hierarchy hierarchy) {
    return path.replaceFirst("^" + hierarchy.folder + "(?:.*/)?", "")
        .replaceFirst("^proc/[0-9]+/", "proc/<pid>/")
        .replaceFirst("^proc/sys/vm/.*", "proc/sys/vm/*")
        .replaceFirst("zram0", "zram*");
  }
}
