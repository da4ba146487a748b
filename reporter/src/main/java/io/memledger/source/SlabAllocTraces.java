package io.memledger.source;

import io.memledger.series.Metric;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * /sys/kernel/debug/slab/&lt;cache&gt;/alloc_traces (slab_debug=U), before 5.14
 * /sys/kernel/slab/&lt;cache&gt;/alloc_calls: "n func+0x1/0x2 age=… pid=… cpus=…", in newer kernels
 * with the frames below (Documentation/mm/slub.rst). A site is called "func &lt; func in cache".
 */
final class SlabAllocTraces implements Source {
  private static final Pattern PATH =
      Pattern.compile("sys/kernel/(?:debug/slab/([^/]+)/alloc_traces|slab/([^/]+)/alloc_calls)");

  @Override
  public boolean reads(String path) {
    return path.startsWith("sys/kernel/") && PATH.matcher(path).matches();
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    Matcher found = PATH.matcher(path);
    if (!found.matches()) {
      return;
    }
    String cache = " in " + (found.group(1) == null ? found.group(2) : found.group(1));
    Frames caller = new Frames(false);
    Frames frames = new Frames(false);
    long objects = -1;
    while (text.nextLine()) {
      if (!text.nextWord()) {
        continue;
      }
      if (text.numberIn(text.wordStart(), text.wordEnd()) && text.value() >= 0) {
        put(frames.isEmpty() ? caller : frames, objects, cache, sink);
        objects = text.value();
        caller.clear();
        frames.clear();
        // Objects that were allocated before tracking began have no caller.
        objects = text.nextWord() && caller.take(text) ? objects : -1;
      } else {
        frames.take(text);
      }
    }
    put(frames.isEmpty() ? caller : frames, objects, cache, sink);
    if (caller.hasRefused() || frames.hasRefused()) {
      sink.malformed(text.line());
    }
  }

  private static void put(Frames frames, long objects, String cache, Sink sink) {
    if (objects >= 0 && !frames.isEmpty() && frames.name(sink, cache)) {
      sink.put(Metric.TRACED_OBJECTS, objects);
    }
  }
}
