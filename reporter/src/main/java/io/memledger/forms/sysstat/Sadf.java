package io.memledger.forms.sysstat;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.forms.text.DateText;
import io.memledger.forms.text.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sadf prints: -d with semicolons, -p with tabs, -j and -x. Of the last two single fields are
 * read rather than the whole, for some versions write JSON that is none, and many files are cut.
 */
public final class Sadf implements Form {
  private static final Pattern TAB =
      Pattern.compile("^\\S+\\t-?\\d+\\t[-\\d]{10} [:\\d]{8}( UTC)?\\t\\S+\\t\\S+\\t[-\\d.,]+$");

  /** "key": value, or "key": { of JSON; key="value", &lt;key&gt;value or &lt;key of XML. */
  private static final Pattern JSON =
      Pattern.compile("\"([a-z-]{1,40})\"\\s*:\\s*(?:\"([^\"]{0,80})\"|([-\\d.]{1,30})|([{\\[]))");

  private static final Pattern XML =
      Pattern.compile(
          "<([a-z-]{1,40})>([-\\d.]{1,30})</|<(/?[a-z-]{1,40})|\\b(date|time|utc|tz|nodename)=\""
              + "([^\"]{0,80})\"|<release>([^<]{1,80})<");

  @Override
  public String id() {
    return "sadf";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    List<String> lines = head.lines();
    String first = lines.isEmpty() ? "" : lines.get(0).trim();
    boolean json = first.startsWith("{\"sysstat\"") || first.equals("{");
    json &= lines.stream().limit(20).anyMatch(line -> line.contains("\"sysstat\""));
    boolean xml =
        lines.stream().limit(5).anyMatch(line -> line.contains("<!DOCTYPE sysstat"))
            || lines.stream().limit(9).anyMatch(line -> line.startsWith("<sysstat"));
    boolean table = lines.stream().limit(50).anyMatch(Sadf::isHead);
    boolean tabs = TAB.matcher(first).matches();
    boolean picture =
        first.startsWith("<?xml") && lines.stream().limit(20).anyMatch(l -> l.startsWith("<svg"));
    if (picture) {
      return Optional.of(
          Recognised.refused("sadf -g", "it is a picture; send the data file, or 'sadf -j'"));
    }
    return json || xml || table || tabs
        ? Optional.of(
            Recognised.as(json ? "sadf -j" : xml ? "sadf -x" : table ? "sadf -d" : "sadf -p"))
        : Optional.empty();
  }

  private static boolean isHead(String line) {
    return line.startsWith("# hostname;interval;timestamp;");
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    new Reading(into).run(lines);
  }

  /** One pass over a file. */
  private static final class Reading {
    private final Looks into;
    private final SarSamples samples = new SarSamples();
    private String[] titles = {};
    private String section = "";
    private String date = "";
    private String time = "";
    private When when;

    Reading(Looks into) {
      this.into = into;
    }

    void run(Lines lines) throws IOException {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (isHead(line)) {
          titles = line.substring(2).split(";");
        } else if (line.indexOf(';') > 0 && titles.length > 0 && line.charAt(0) != '<') {
          row(line.split(";"));
        } else if (line.indexOf('\t') > 0 && TAB.matcher(line).matches()) {
          tabs(line.split("\t"));
        } else if (line.indexOf('<') >= 0) {
          xml(line);
        } else if (line.indexOf('"') >= 0) {
          json(line);
        }
      }
      samples.give(Origin.SADF, into);
    }

    private void row(String[] words) {
      if (words.length == 4 && words[3].contains("RESTART")) {
        restart(words[2]);
      }
      if (words.length != titles.length) {
        return;
      }
      into.host(words[0]);
      When at = when(words[2]);
      for (int i = 3; at != null && i < words.length; i++) {
        put(at, titles[i], Words.number(words[i]));
      }
    }

    private void tabs(String[] words) {
      into.host(words[0]);
      When at = when(words[2]);
      if (at != null) {
        put(at, words[4], Words.number(words[5]));
      }
    }

    private void restart(String stamp) {
      When at = when(stamp);
      if (at != null) {
        samples.restart(at.millis());
      }
    }

    /** Only sar's own names: "active" alone is of many sections. */
    private void put(When at, String column, double value) {
      boolean own = column.startsWith("kb") || column.startsWith("%");
      if (own && SarSamples.knows(column)) {
        samples.put(at, column, value);
      }
    }

    private static When when(String stamp) {
      DateText.Read read = DateText.of(stamp, false);
      boolean utc = read != null && read.when().offset() == 0;
      // sadf converts to UTC: that is not the zone in which the machine lives.
      return read == null ? null : utc ? When.instant(read.when().millis()) : read.when();
    }

    private void json(String line) {
      Matcher token = JSON.matcher(line);
      while (token.find()) {
        String key = token.group(1);
        if (token.group(4) != null) {
          section = key;
          if (key.equals("timestamp")) {
            when = null;
          }
        } else {
          field(key, token.group(2) != null ? token.group(2) : token.group(3));
        }
      }
    }

    private void xml(String line) {
      Matcher token = XML.matcher(line);
      while (token.find()) {
        if (token.group(1) != null) {
          field(token.group(1), token.group(2));
        } else if (token.group(3) != null) {
          section = token.group(3);
        } else if (token.group(4) != null) {
          field(token.group(4), token.group(5));
        } else {
          into.kernel(token.group(6));
        }
      }
    }

    private void field(String key, String value) {
      switch (key) {
        case "nodename":
          into.host(value);
          break;
        case "release":
          into.kernel(value);
          break;
        case "date":
          date = value;
          break;
        case "time":
          time = value;
          when = section.equals("timestamp") ? when(date + " " + time) : when;
          break;
        case "utc":
          if (section.equals("timestamp") && value.equals("1")) {
            when = when(date + " " + time + " UTC");
          }
          break;
        case "tz":
          if (section.equals("timestamp")) {
            When zoned = when(date + " " + time + " " + value);
            when = zoned == null ? when : zoned;
          }
          break;
        default:
          if (section.equals("memory") && when != null && SarSamples.knows(key)) {
            samples.put(when, key, Words.number(value));
          }
          break;
      }
    }
  }
}
