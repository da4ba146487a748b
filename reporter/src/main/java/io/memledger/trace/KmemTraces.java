package io.memledger.trace;

import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

/**
 * The traces of an archive, folder by folder: text of tracefs or perf, losses, symbols
 * (ARCHIVE-FORMAT 7). They may come in any order.
 */
public final class KmemTraces {
  /** Names of what is read in a trace's folder. */
  public static final String TRACEFS = "kmem.trace";

  public static final String PERF = "perf-script.txt";
  private static final String LOST = "lost";
  private static final String KALLSYMS = "kallsyms";

  /** A capture has one trace; more than these are passed over. */
  private static final int MOST = 8;

  /** Lines of the file of losses: NR_CPUS of the largest kernels in use. */
  private static final int MOST_CPUS = 8192;

  private static final Pattern ADDRESS = Pattern.compile("(0x)?[0-9a-f]{8,16}");

  /** What one folder holds. */
  private static final class Folder {
    private KmemEvents events;
    private String source;
    private Kallsyms symbols;
    private long overrun;
  }

  private final TreeMap<Long, Folder> folders = new TreeMap<>();

  /** Whether a file of a trace's folder is read. */
  public static boolean wants(String name) {
    return name.equals(TRACEFS) || name.equals(PERF) || name.equals(LOST) || name.equals(KALLSYMS);
  }

  /**
   * Reads a file of a trace's folder to its end.
   *
   * @param stamp of the folder, ms since 1970
   * @param name of the file
   * @param path of the file, for the reader of the report
   * @throws IOException from the stream; what came before counts
   */
  public void read(long stamp, String name, String path, int pageSize, InputStream in)
      throws IOException {
    if (!folders.containsKey(stamp) && folders.size() >= MOST) {
      return;
    }
    Folder folder = folders.computeIfAbsent(stamp, s -> new Folder());
    if (name.equals(LOST)) {
      folder.overrun = overrun(in);
    } else if (name.equals(KALLSYMS)) {
      folder.symbols = Kallsyms.read(in);
    } else if (folder.events == null || name.equals(TRACEFS)) {
      folder.events = new KmemEvents(pageSize, in);
      folder.source = path;
      folder.events.read();
    }
  }

  /** Lines of cpu, entries, overrun, dropped. */
  private static long overrun(InputStream in) throws IOException {
    LineReader lines = new LineReader(in);
    long sum = 0;
    for (int i = 0; i < MOST_CPUS && lines.next(); i++) {
      String line =
          new String(lines.bytes(), lines.from, lines.to - lines.from, StandardCharsets.US_ASCII);
      if (line.matches("\\d{1,9} \\d{1,17} \\d{1,17} \\d{1,17}")) {
        String[] fields = line.split(" ");
        sum += Long.parseLong(fields[2]) + Long.parseLong(fields[3]);
      }
    }
    return sum;
  }

  /**
   * The trace with the longest stretch without a loss.
   *
   * @param time seconds since the recording's start of a trace's first event, by the stamp of its
   *     folder in ms and by the trace's own clock in seconds; NaN if unknown
   */
  public Optional<KmemFlow> longest(ToDoubleBiFunction<Long, Double> time) {
    KmemFlow longest = null;
    for (Long stamp : folders.keySet()) {
      Folder folder = folders.get(stamp);
      if (folder.events != null) {
        double from = time.applyAsDouble(stamp, folder.events.live().clock());
        KmemFlow flow = flow(folder, from);
        longest =
            flow != null && (longest == null || flow.judged() > longest.judged()) ? flow : longest;
      }
    }
    return Optional.ofNullable(longest);
  }

  /** Number of traces found. */
  public int count() {
    return (int) folders.values().stream().filter(f -> f.events != null).count();
  }

  private static KmemFlow flow(Folder folder, double from) {
    KmemEvents events = folder.events;
    Outstanding.Stretch stretch = events.live().finish();
    if (stretch == null) {
      return null;
    }
    // The kernel counts what it overwrote; the text marks each place, unless its reader was cut
    // off.
    boolean unmarked = folder.overrun > 0 && events.losses().times() == 0;
    return new KmemFlow(
        folder.source,
        events.live().span(),
        from + stretch.from(),
        stretch.seconds(),
        events.events(),
        Math.max(folder.overrun, events.losses().events()),
        events.losses().times(),
        events.losses().unplaced() || unmarked,
        events.unreadable(),
        stretch.freesOfOlder(),
        stretch.untracked(),
        named(stretch.sites(), folder.symbols),
        stretch.total());
  }

  private static List<CallSite> named(List<CallSite> sites, Kallsyms symbols) {
    if (symbols == null) {
      return sites;
    }
    List<CallSite> named = new ArrayList<>();
    for (CallSite site : sites) {
      String text = site.name();
      boolean address = site.named() && ADDRESS.matcher(text).matches();
      String hex = text.startsWith("0x") ? text.substring(2) : text;
      named.add(
          address
              ? symbols.name(Long.parseUnsignedLong(hex, 16)).map(site::withName).orElse(site)
              : site);
    }
    return named;
  }
}
