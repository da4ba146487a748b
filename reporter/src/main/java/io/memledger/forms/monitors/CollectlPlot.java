package io.memledger.forms.monitors;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.SlabText;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What collectl -P makes for plotting: .tab with memory in KiB, .slb with bytes of slab caches. */
public final class CollectlPlot implements Form {
  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("Tot", "MemTotal"),
          Map.entry("Free", "MemFree"),
          Map.entry("Buf", "Buffers"),
          Map.entry("Cached", "Cached"),
          Map.entry("Slab", "Slab"),
          Map.entry("Map", "Mapped"),
          Map.entry("Anon", "AnonPages"),
          Map.entry("AnonH", "AnonHugePages"),
          Map.entry("Commit", "Committed_AS"),
          Map.entry("Locked", "Mlocked"),
          Map.entry("SwapTot", "SwapTotal"),
          Map.entry("SwapFree", "SwapFree"),
          Map.entry("Dirty", "Dirty"),
          Map.entry("Inactive", "Inactive"),
          Map.entry("SUnreclaim", "SUnreclaim"));

  private static final String MEMORY = "[MEM]";

  @Override
  public String id() {
    return "collectl-plot";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    String version = "";
    boolean titles = false;
    boolean memory = false;
    for (String line : head.lines()) {
      version = version.isEmpty() ? CollectlHead.version(line) : version;
      if (isTitle(line)) {
        titles = true;
        memory |= line.contains(MEMORY) || line.contains(" SlabName ");
      }
      if (!line.startsWith("#")) {
        break;
      }
    }
    if (!titles || version.isEmpty() && !memory) {
      return Optional.empty();
    }
    String ask = "nothing about memory in it; send the raw file, or 'collectl -p RAW -P -smY'";
    return Optional.of(new Recognised("collectl -P", version, memory ? "" : ask));
  }

  private static boolean isTitle(String line) {
    return line.startsWith("#Date Time ") || line.startsWith("#UTC ");
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final CollectlHead box = new CollectlHead();
    private List<String> titles = List.of();
    private int stamp;
    private String time = "";
    private SlabText caches = new SlabText();

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (isTitle(line)) {
          titles = Words.of(line.substring(1));
          stamp = titles.get(0).equals("UTC") ? 1 : 2;
        } else if (line.startsWith("#")) {
          box.line(line, into);
        } else if (line.length() < 100_000) {
          row(Words.of(line));
        }
      }
      end();
    }

    private void row(List<String> words) {
      if (titles.isEmpty() || words.size() != titles.size()) {
        return;
      }
      if (titles.contains("SlabName")) {
        cache(words);
        return;
      }
      When when = when(String.join(" ", words.subList(0, stamp)));
      MeminfoText memory = new MeminfoText();
      for (int i = stamp; i < words.size(); i++) {
        String title = titles.get(i);
        String name = title.startsWith(MEMORY) ? LINES.get(title.substring(MEMORY.length())) : null;
        if (name != null) {
          memory.kib(name, Words.number(words.get(i)));
        }
      }
      if (when != null && !memory.isEmpty()) {
        memory.kib("SReclaimable", memory.get("Slab") - memory.get("SUnreclaim"));
        into.at(when);
        memory.give(Origin.COLLECTL, into);
      }
    }

    /** A line for each cache: those of one time are one look. */
    private void cache(List<String> words) {
      String of = String.join(" ", words.subList(0, stamp));
      if (!of.equals(time)) {
        end();
        time = of;
      }
      int name = titles.indexOf("SlabName");
      int active = titles.indexOf("ObjInUse");
      int objects = titles.indexOf("ObjAll");
      int bytes = titles.indexOf("SlabAllB");
      if (active > 0 && objects > 0 && bytes > 0) {
        caches.bytes(
            words.get(name),
            Words.whole(words.get(active)),
            Words.whole(words.get(objects)),
            Words.number(words.get(bytes)));
      }
    }

    private void end() {
      When when = time.isEmpty() ? null : when(time);
      if (when != null && !caches.isEmpty()) {
        into.at(when);
        caches.give(Origin.COLLECTL, into);
      }
      caches = new SlabText();
    }

    private When when(String text) {
      DateText.Read read = DateText.of(text, false);
      if (read == null) {
        return null;
      }
      return read.when().kind() == When.Kind.LOCAL && box.offset() != When.UNKNOWN
          ? When.instant(read.when().millis(), box.offset())
          : read.when();
    }
  }
}
