package io.memledger.rules.ranges;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Asked;
import io.memledger.rules.Bundle;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.rules.process.ProcessGroupGrowth;
import io.memledger.rules.process.ProcessGrowth;
import io.memledger.series.AddressRange;
import io.memledger.series.AddressRange.Kind;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRangesTest {
  private static final Bundle BUNDLE = new Bundle();

  private static AddressRange range(Kind kind, long start, double mib, String name) {
    long size = (long) (mib * MIB);
    return new AddressRange(kind, start, start + size, "rw-p", name, size);
  }

  private static Scene leak() {
    return Scenes.heap(Scene.seconds(90));
  }

  private static Finding found(Scene scene) {
    return Asked.one(new ProcessGrowth(), scene.recording(), Status.SUSPECTED_LEAK);
  }

  private static String what(Finding finding) {
    return BUNDLE.render((Wording) finding.words().explanation().args().get("what"));
  }

  @Test
  void namesTheRangeThatTookMost() {
    Scene scene =
        leak()
            .looks(
                Scenes.LEAKER,
                List.of(
                    range(Kind.HEAP, 0x560000000000L, 20, "[heap]"),
                    range(Kind.FILE, 0x7f0000000000L, 10, "/usr/lib/libc.so.6")),
                List.of(
                    range(Kind.HEAP, 0x560000000000L, 120, "[heap]"),
                    range(Kind.FILE, 0x7f0000000000L, 22, "/usr/lib/libc.so.6")));
    Finding finding = found(scene);
    assertEquals("ranges.one", finding.words().explanation().key());
    assertTrue(what(finding).startsWith("the heap"), what(finding));
    assertTrue(
        finding.support().evidence().stream()
            .anyMatch(
                e ->
                    e.name().equals("[heap]: growth")
                        && e.value() == 100 * MIB
                        && e.source().equals("proc/4711/smaps")));
    assertTrue(finding.support().steps().get(0).command().startsWith("memleak-bpfcc -p 4711"));
  }

  @Test
  void saysThatNoRangeTookMost() {
    List<AddressRange> first = new ArrayList<>();
    List<AddressRange> last = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      first.add(range(Kind.AREA, 0x7f0000000000L + i * 0x40000000L, 10, ""));
      last.add(range(Kind.AREA, 0x7f0000000000L + i * 0x40000000L, 40 + i, ""));
    }
    Finding finding = found(leak().looks(Scenes.LEAKER, first, last));
    assertEquals("ranges.spread", finding.words().explanation().key());
    assertTrue(what(finding).contains("7f0080000000-7f0082a00000"), what(finding));
  }

  @Test
  void callsAreasStacksOnlyIfThereAreAsManyThreads() {
    List<AddressRange> first = new ArrayList<>();
    List<AddressRange> last = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      AddressRange stack = range(Kind.GUARDED, 0x7f0000000000L + i * 0x1000000L, 1, "");
      last.add(stack);
      if (i < 10) {
        first.add(stack);
      }
    }
    Scene few = leak().of(Metric.PROC_THREADS, Scenes.LEAKER, t -> 4);
    String areas = what(found(few.looks(Scenes.LEAKER, first, last)));
    assertTrue(areas.startsWith("60 count equal areas"), areas);
    Scene many = leak().of(Metric.PROC_THREADS, Scenes.LEAKER, t -> 5 + t);
    String stacks = what(found(many.looks(Scenes.LEAKER, first, last)));
    assertEquals("the stacks of 60 count threads (10 count at the first look)", stacks);
  }

  @Test
  void ofAJavaProcessTellsTheHeapFromTheRest() {
    AddressRange heap = range(Kind.JAVA_HEAP, 0x687400000L, 100, "");
    Scene heapGrows =
        leak()
            .looks(
                Scenes.LEAKER, List.of(range(Kind.JAVA_HEAP, 0x687400000L, 20, "")), List.of(heap));
    assertEquals("the Java heap", what(found(heapGrows)));
    Scene nativeGrows =
        leak()
            .looks(
                Scenes.LEAKER,
                List.of(heap, range(Kind.ARENA, 0x7f0000000000L, 5, "")),
                List.of(heap, range(Kind.ARENA, 0x7f0000000000L, 50, "")));
    assertTrue(what(found(nativeGrows)).contains("direct buffers"));
  }

  @Test
  void saysNothingWithoutGrowthOrASecondLook() {
    List<AddressRange> heap = List.of(range(Kind.HEAP, 0x560000000000L, 20, "[heap]"));
    assertEquals(
        "process-growth.explanation",
        found(leak()).words().explanation().key(),
        "not captured at all");
    assertEquals(
        "process-growth.explanation",
        found(leak().looks(Scenes.LEAKER, heap, heap)).words().explanation().key());
  }

  @Test
  void ofAGroupTheProcessThatGrewMost() {
    Subject second = Scene.process("orderd", 4712);
    Scene scene =
        Scene.seconds(90)
            .rss(Scenes.LEAKER, t -> 30 * MIB + 0.5 * MIB * t, KIB)
            .rss(second, t -> 30 * MIB + MIB * t, KIB)
            .line(Metric.ANON_PAGES, t -> 1.5 * MIB * t)
            .of(
                Metric.PROC_RSS,
                Subject.named(Subject.Kind.PROCESS_GROUP, "orderd"),
                t -> 60 * MIB + 1.5 * MIB * t)
            .looks(
                Scenes.LEAKER,
                List.of(range(Kind.STACK, 0x7ffc00000000L, 1, "[stack]")),
                List.of(range(Kind.STACK, 0x7ffc00000000L, 2, "[stack]")))
            .looks(
                second,
                List.of(range(Kind.HEAP, 0x560000000000L, 20, "[heap]")),
                List.of(range(Kind.HEAP, 0x560000000000L, 90, "[heap]")));
    Finding group =
        Asked.all(new ProcessGroupGrowth(), scene.recording()).stream()
            .filter(f -> f.status() == Status.SUSPECTED_LEAK)
            .findFirst()
            .orElseThrow();
    assertEquals("ranges.one.member", group.words().explanation().key());
    assertEquals("4712", group.words().explanation().args().get("pid"));
  }
}
