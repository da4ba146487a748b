package io.memledger.forms.prometheus;

import io.memledger.forms.FormOfParts;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an exporter answers to a scrape: node_exporter, cAdvisor. Files of one folder are scrapes of
 * one machine; a file may hold several.
 */
public final class Scrape implements FormOfParts {
  /** Epoch seconds in a file's name. */
  private static final Pattern EPOCH = Pattern.compile("(?<!\\d)(1\\d{9})(?:\\d{3})?(?!\\d)");

  private static final int TRIED = 100;

  @Override
  public String id() {
    return "scrape";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    boolean type = false;
    boolean sample = false;
    int tried = 0;
    for (String line : head.lines()) {
      if (tried++ > TRIED && !type) {
        break;
      }
      type |= line.startsWith("# TYPE ") || line.startsWith("node_memory_");
      sample =
          sample || !line.startsWith("#") && !line.startsWith("{") && PromLine.of(line) != null;
    }
    return type && sample ? Optional.of(Recognised.as("Prometheus scrape")) : Optional.empty();
  }

  @Override
  public String whole(String name, Head head) {
    int slash = name.lastIndexOf('/');
    String folder = slash < 0 ? name : name.substring(0, slash);
    String host = "";
    for (String line : head.lines()) {
      PromLine sample = line.startsWith("node_uname_info{") ? PromLine.of(line) : null;
      host = sample == null ? host : sample.labels().getOrDefault("nodename", "");
    }
    return host.isEmpty() || slash < 0 ? folder : folder + " (" + host + ")";
  }

  @Override
  public String read(SortedMap<String, Part> parts, Looks into) throws IOException {
    Reading reading = new Reading(into);
    for (Map.Entry<String, Part> one : parts.entrySet()) {
      try (InputStream in = one.getValue().open()) {
        reading.file(one.getKey(), new Lines(in));
      } catch (IOException e) {
        into.warn(Warning.of(Warning.Kind.FILE_CUT));
      }
    }
    return "";
  }

  /** One pass over all files. */
  private static final class Reading {
    private final Looks into;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private PromLook look = new PromLook(names);
    private When told;
    private long stamp;
    private long number;

    Reading(Looks into) {
      this.into = into;
    }

    void file(String name, Lines lines) throws IOException {
      Matcher epoch = EPOCH.matcher(name);
      When named = epoch.find() ? When.instant(Long.parseLong(epoch.group(1)) * 1000) : null;
      for (String line = lines.next(); line != null; line = lines.next()) {
        PromLine sample = PromLine.of(line);
        if (sample != null) {
          take(sample, named);
        } else if (!line.startsWith("#")) {
          DateText.Read read = DateText.of(line.strip(), false);
          if (read != null) {
            end(named);
            told = read.when();
          }
        }
      }
      end(named);
    }

    private void take(PromLine sample, When named) {
      if (sample.name().equals("node_uname_info")) {
        into.host(sample.labels().getOrDefault("nodename", ""));
        into.kernel(sample.labels().getOrDefault("release", ""));
      }
      if (!PromLook.isWanted(sample.name())) {
        return;
      }
      if (!seen.add(sample.name() + sample.labels())) {
        // The same again: another scrape began.
        end(named);
        seen.add(sample.name() + sample.labels());
      }
      stamp = Math.max(stamp, sample.millis());
      look.put(sample.name(), sample.labels(), sample.value());
    }

    private void end(When named) {
      if (!look.isEmpty()) {
        look.give(when(named), into);
      }
      look = new PromLook(names);
      seen.clear();
      told = null;
      stamp = 0;
    }

    private When when(When named) {
      double time = look.time();
      return time > 0 && time < 1e11
          ? look.moment(Math.round(time * 1000))
          : stamp > 0 ? look.moment(stamp) : told != null ? told : named(named);
    }

    private When named(When named) {
      return named == null ? When.number(number++) : named;
    }
  }
}
