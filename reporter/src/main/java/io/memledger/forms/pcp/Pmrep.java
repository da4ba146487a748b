package io.memledger.forms.pcp;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import io.memledger.series.Warning;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What pmrep prints, as CSV with whole names or as a table with short ones. It makes up a row each
 * second between two looks of the archive, so that only rows that differ count.
 */
public final class Pmrep implements Form {
  private static final String MEMORY = "mem.util.";
  private static final Pattern SHORT = Pattern.compile("[a-z]{1,3}\\.[a-z.]{1,40}\\w+");

  @Override
  public String id() {
    return "pmrep";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    for (String line : head.lines().subList(0, Math.min(40, head.lines().size()))) {
      boolean csv = line.startsWith("Time,\"") || line.startsWith("Time,mem.");
      if (csv || isTable(line)) {
        boolean memory = names(line).stream().anyMatch(name -> PcpNames.meminfo(name) != null);
        return memory
            ? Optional.of(Recognised.as("pmrep"))
            : csv
                ? Optional.of(
                    Recognised.refused(
                        "pmrep", "nothing about memory in it; send the PCP archive itself"))
                : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A title line of short names such as m.u.free. */
  private static boolean isTable(String line) {
    return line.contains("m.u.")
        && line.length() < 4_000
        && Words.of(line).stream().allMatch(word -> SHORT.matcher(word).matches());
  }

  private static List<String> names(String line) {
    if (line.startsWith("Time,")) {
      return Arrays.stream(line.substring(5).split(",")).map(one -> one.replace("\"", "")).toList();
    }
    return Words.of(line).stream()
        .map(one -> one.startsWith("m.u.") ? MEMORY + one.substring(4) : one)
        .map(one -> one.equals("m.physmem") ? "mem.physmem" : one)
        .toList();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    List<String> names = List.of();
    boolean csv = false;
    String before = "";
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("Time,") || isTable(line)) {
        csv = line.startsWith("Time,");
        names = names(line);
        continue;
      }
      if (names.isEmpty() || line.length() > 20_000) {
        continue;
      }
      List<String> words = csv ? List.of(line.split(",", -1)) : Words.of(line);
      if (words.size() != names.size() + 1) {
        continue;
      }
      String values = String.join(",", words.subList(1, words.size()));
      DateText.Read read = DateText.of(words.get(0), false);
      if (read == null) {
        continue;
      }
      if (values.equals(before)) {
        into.warn(Warning.of(Warning.Kind.LOOKS_INTERPOLATED));
      } else {
        look(names, words, read.when(), into);
      }
      before = values;
    }
  }

  private static void look(List<String> names, List<String> words, When when, Looks into) {
    MeminfoText memory = new MeminfoText();
    for (int i = 0; i < names.size(); i++) {
      String line = PcpNames.meminfo(names.get(i));
      if (line != null) {
        memory.kib(line, Words.number(words.get(i + 1)));
      }
    }
    if (memory.has("MemFree") || memory.has("MemAvailable")) {
      into.at(when);
      memory.give(Origin.PMREP, into);
    }
  }
}
