package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.corpus.files.ArchiveWriter;
import io.memledger.corpus.files.KernelFiles;
import io.memledger.corpus.files.Text;
import io.memledger.corpus.machine.Books;
import io.memledger.corpus.machine.Kernel;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.replay.Replay;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The made-up machines keep their books: what the corpus proves rests on that. */
@Tag("slow")
class BooksTest {
  @TempDir Path folder;

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyPageIsSomewhere(Scenario scenario) {
    for (int number = 0; number < 4; number++) {
      World world = scenario.world(number);
      Machine machine = new Machine(world);
      for (double t : world.schedule.times()) {
        machine.step(t);
        Books books = machine.books;
        assertEquals(books.total, books.free + books.perCpuSum() + books.taken());
        assertTrue(books.free > 0, () -> "free at " + t + ": " + books.free);
        assertTrue(books.anon >= 0 && books.file >= 0 && books.hidden >= 0, "no line below 0");
        assertTrue(books.swapUsed <= books.swapTotal, "swap");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void truthIsWrittenDown(Scenario scenario) {
    World world = scenario.world(0);
    assertEquals(scenario.leaks(), !world.truth.leaks.isEmpty());
    for (Truth.Leak leak : world.truth.leaks) {
      assertTrue(!leak.who.isEmpty() && !leak.categories.isEmpty() && !leak.shapes.isEmpty());
      leak.leaked.forEach(
          (unit, sums) ->
              sums.forEach(sum -> assertTrue(sum.at(world.span()) > sum.at(0), "it does leak")));
    }
  }

  @Test
  void theLedgerOfAnArchiveIsThatOfTheMachine() {
    for (Kernel kernel : Kernel.values()) {
      Scenario one = ofKernel(kernel);
      World world = one.world(0);
      Path file = folder.resolve(kernel + ".tar");
      ArchiveWriter.write(world, file);
      Machine machine = new Machine(one.world(0));
      Books books = machine.books;
      for (double t : world.schedule.times()) {
        machine.step(t);
      }
      Recording read = Replay.run(file, Limits.defaults(), Progress.NONE);
      same(read, Metric.LEDGER_ANONYMOUS, books.anon);
      same(read, Metric.LEDGER_PAGE_CACHE, books.file);
      same(read, Metric.LEDGER_SHMEM, books.shmem);
      same(read, Metric.LEDGER_SLAB_UNRECLAIMABLE, books.slabUnreclaimable);
      same(read, Metric.LEDGER_KERNEL_STACK, books.stacks);
      same(read, Metric.LEDGER_FREE, books.free + books.perCpuSum());
      same(read, Metric.LEDGER_VMALLOC, books.vmalloc);
      // Percpu came with 4.19; before, its pages are in the remainder.
      long percpu = kernel.since(418) ? 0 : books.percpu;
      same(read, Metric.LEDGER_UNACCOUNTED, books.hidden + percpu);
    }
  }

  @Test
  void everyMergeGroupIsShownUnderOneName() {
    World world = Scenarios.all().get(0).world(0);
    Text text = new Text();
    KernelFiles.slabs(world, text);
    Map<String, Set<String>> groups = new TreeMap<>();
    for (String line : text.out.toString().split("\n")) {
      String[] words = line.split(" ");
      groups.computeIfAbsent(words[0], g -> new TreeSet<>()).add(words[2]);
    }
    for (Set<String> names : groups.values()) {
      long shown = world.slabs.stream().filter(slab -> names.contains(slab.name)).count();
      assertEquals(1, shown, names.toString());
    }
  }

  @Test
  void halfOfTheScenariosAreNoLeaks() {
    List<Scenario> all = Scenarios.all();
    assertTrue(all.size() >= 40, "at least 40 scenarios");
    assertTrue(2 * all.stream().filter(one -> !one.leaks()).count() >= all.size());
    assertEquals(all.size(), all.stream().map(Scenario::name).distinct().count());
  }

  private static Scenario ofKernel(Kernel kernel) {
    int since = kernel.ordinal();
    int version = IntStream.of(310, 418, 504, 515, 601, 608, 618).toArray()[since];
    Needs needs = Needs.any().root().span(90, 300).since(version).until(version + 1);
    return Scenario.benign("books-" + kernel, needs, world -> {});
  }

  private static void same(Recording read, Metric line, long pages) {
    assertEquals(pages * 4096.0, read.host(line).orElseThrow().last().value(), 1, line.name());
  }
}
