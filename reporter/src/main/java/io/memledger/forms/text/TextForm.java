package io.memledger.forms.text;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that people log with a loop or paste: dates, and between them files of /proc and what ps,
 * top, free, vmstat and slabtop print, in any mix. OSWatcher and ExaWatcher write the same.
 */
public final class TextForm implements Form {
  private static final Pattern OSWATCHER =
      Pattern.compile("^Linux OSW(?:bb|atcher)? v?(\\S+) ?(\\S*)\\s*$");

  /** What a shell shows before a command that was pasted with its output. */
  private static final Pattern PROMPT =
      Pattern.compile(
          "^\\[?[a-z_][a-z0-9_-]{0,31}@([A-Za-z][A-Za-z0-9.-]{0,62})[: ][^#$]{0,80}[#$] ?.*");

  private static final Pattern UNAME =
      Pattern.compile("^Linux ([A-Za-z0-9][A-Za-z0-9.-]{0,62}) (\\d\\S{2,60}) #\\d.*");

  private final TimeLine time = new TimeLine();
  private final ProcLines proc = new ProcLines();
  private final PsTable ps = new PsTable();
  private final TopSummary top = new TopSummary();
  private final FreeTable free = new FreeTable();
  private final VmstatTable vmstat = new VmstatTable();
  private final SlabtopTable slabtop = new SlabtopTable();
  private final List<RowTable> tables;
  private final List<Part> parts;
  private String osw = "";
  private String host = "";
  private String kernel = "";

  public TextForm() {
    this(List.of());
  }

  /**
   * @param tables of tools that have forms of their own, but stand between others as well
   */
  public TextForm(List<RowTable> tables) {
    this.tables = tables;
    List<Part> all =
        new ArrayList<>(List.of(proc, new KernelLines(), ps, top, free, vmstat, slabtop));
    tables.forEach(table -> all.add(new ContainerLines(table)));
    parts = List.copyOf(all);
  }

  @Override
  public String id() {
    return "text";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    TextForm trial = new TextForm(tables);
    trial.prepare(head);
    Look look = new Look(new Nowhere());
    for (String line : head.lines()) {
      trial.take(line, look);
    }
    String tool = trial.tool();
    if (trial.vmstat.isFrozen() && tool.equals("vmstat")) {
      return Optional.of(
          Recognised.refused(
              "vmstat",
              "its memory columns are frozen at the first value, as those of procps 4.0.1 and"
                  + " 4.0.2; log 'date; cat /proc/meminfo' instead"));
    }
    if (trial.vmstat.isScaled() && tool.equals("vmstat")) {
      return Optional.of(
          Recognised.refused(
              "vmstat", "it was run with -S, which leaves no mark of its unit; run it without -S"));
    }
    if (trial.free.isUnknown() && tool.equals("free")) {
      return Optional.of(
          Recognised.refused(
              "free", "nothing tells whether it was run with -m or -g; send 'free -k'"));
    }
    if (tool.isEmpty() && trial.ps.lacksMemory()) {
      return Optional.of(Recognised.refused("ps", "ps -ef and ps -l have no RSS; send 'ps auxww'"));
    }
    return tool.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Recognised(trial.osw.isEmpty() ? tool : "OSWatcher: " + tool, trial.osw, ""));
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    TextForm reader = new TextForm(tables);
    reader.prepare(head);
    reader.run(lines, into);
  }

  private void run(Lines lines, Looks into) throws IOException {
    Look look = new Look(into);
    for (String line = lines.next(); line != null; line = lines.next()) {
      take(line, look);
    }
    look.end();
    into.tool(osw.isEmpty() ? tool() : "OSWatcher: " + tool(), osw);
    if (!host.isEmpty()) {
      into.host(host);
    }
    if (!kernel.isEmpty()) {
      into.kernel(kernel);
    }
    warn(into);
  }

  private void prepare(Head head) {
    for (String line : head.lines()) {
      time.look(line);
      parts.forEach(part -> part.look(line));
    }
    time.prepared();
    parts.forEach(Part::prepared);
  }

  private void take(String line, Look look) {
    When when = time.of(line);
    if (when != null) {
      boolean sameMoment = when.kind() == When.Kind.CLOCK && look.isEmpty() && look.when() != null;
      if (!sameMoment) {
        look.begin(when);
        parts.forEach(Part::newLook);
      }
      return;
    }
    for (Part part : parts) {
      if (part.line(line, look)) {
        return;
      }
    }
    where(line);
    Matcher named = line.startsWith("Linux OSW") ? OSWATCHER.matcher(line) : null;
    if (named != null && named.matches()) {
      osw = named.group(1);
      host = named.group(2);
    }
  }

  /** Lines that say in passing on which machine all was typed. */
  private void where(String line) {
    if (line.length() > 300 || !host.isEmpty() && !kernel.isEmpty()) {
      return;
    }
    Matcher uname = line.startsWith("Linux ") ? UNAME.matcher(line) : null;
    if (uname != null && uname.matches()) {
      host = host.isEmpty() ? uname.group(1) : host;
      kernel = uname.group(2);
    }
    Matcher prompt = host.isEmpty() && line.indexOf('@') > 0 ? PROMPT.matcher(line) : null;
    if (prompt != null && prompt.matches()) {
      host = prompt.group(1);
    }
  }

  private String tool() {
    Set<String> all = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part.seen() != null) {
        all.addAll(
            List.of(
                part.seen().startsWith("/")
                    ? new String[] {part.seen()}
                    : part.seen().split(", ")));
      }
    }
    return String.join(", ", all);
  }

  private void warn(Looks into) {
    if (time.isUndecided()) {
      into.warn(Warning.of(Warning.Kind.MONTH_FIRST));
    }
    if (time.hasSeveralZones()) {
      into.warn(Warning.of(Warning.Kind.ZONE_LETTERS_SHARED));
    }
    if (free.isGuessed()) {
      into.warn(Warning.of(Warning.Kind.FREE_UNIT_GUESSED));
    }
    if (vmstat.isFrozen()) {
      into.warn(Warning.of(Warning.Kind.VMSTAT_FROZEN));
    }
    if (vmstat.isScaled()) {
      into.warn(Warning.of(Warning.Kind.VMSTAT_SCALED));
    }
    if (ps.isPart()) {
      into.warn(Warning.of(Warning.Kind.SOME_PROCESSES));
    }
    if (slabtop.isPart()) {
      into.warn(Warning.of(Warning.Kind.SOME_CACHES));
    }
    if (ps.isQuantised() || top.isRounded()) {
      into.warn(Warning.of(Warning.Kind.SIZES_ROUNDED));
    }
  }

  /** Takes nothing: only what is recognised counts. */
  private static final class Nowhere implements Looks {
    @Override
    public void at(When when) {}

    @Override
    public void put(Origin origin, String path, CharSequence text) {}

    @Override
    public void host(String name) {}

    @Override
    public void kernel(String release) {}

    @Override
    public void tool(String tool, String version) {}

    @Override
    public void warn(Warning warning) {}
  }
}
