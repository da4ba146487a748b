package io.memledger.collector.options;

import io.memledger.collector.common.Failure;
import java.io.File;

/** Turns the words of a command line into {@link Options}. */
final class OptionParser {
  /** A busy host makes a million events a second: a longer trace tells no more. */
  private static final long LONGEST_KMEM = 600_000_000_000L;

  private static final long SMALLEST_BUFFER = 64 << 10;

  private final Options options = new Options();

  Options parse(String[] args) throws Failure {
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      int equals = name.startsWith("--") ? name.indexOf('=') : -1;
      String value = equals < 0 ? null : name.substring(equals + 1);
      if (equals >= 0) {
        name = name.substring(0, equals);
      }
      if (name.equals("--redact")) {
        redact(value);
        continue;
      }
      if (flag(name)) {
        if (value != null) {
          throw Failure.usage(name + " takes no value.");
        }
        continue;
      }
      boolean attached = value != null;
      if (!attached && i + 1 < args.length) {
        value = args[i + 1];
      }
      set(name, value);
      i += attached ? 0 : 1;
    }
    if (options.kmemNanos < 0 && (options.kmemFilter != null || options.kmemBuffer >= 0)) {
      throw Failure.usage("--kmem-filter and --kmem-buffer need --kmem TIME.");
    }
    if (options.key != null && !options.redact) {
      throw Failure.usage("--key needs --redact.");
    }
    return options;
  }

  private void redact(String value) throws Failure {
    if (value != null && !value.equals("strict")) {
      throw Failure.usage("--redact is given alone, or as --redact=strict.");
    }
    options.redact = true;
    options.strict = value != null;
  }

  private boolean flag(String name) {
    switch (name) {
      case "--once":
        options.count = 1;
        return true;
      case "--cmdline":
        options.cmdline = true;
        return true;
      case "--quiet":
        options.quiet = true;
        return true;
      case "--list":
        options.list = true;
        return true;
      case "--help":
      case "-h":
        options.help = true;
        return true;
      case "--version":
        options.version = true;
        return true;
      default:
        return false;
    }
  }

  private void set(String name, String value) throws Failure {
    switch (name) {
      case "--interval":
        options.intervalNanos = OptionValues.time(name, value);
        break;
      case "--duration":
        options.durationNanos = OptionValues.time(name, value);
        break;
      case "--count":
        options.count = OptionValues.number(name, value, 1_000_000_000);
        break;
      case "--append":
        options.append = new File(OptionValues.text(name, value, "a path"));
        break;
      case "--without":
        options.without.add(OptionValues.text(name, value, "a source, as --list has it"));
        break;
      case "--key":
        options.key = new File(OptionValues.text(name, value, "a path"));
        break;
      case "--output":
        options.output = new File(OptionValues.text(name, value, "a path"));
        break;
      case "--max-size":
        options.maxSize = OptionValues.size(name, value);
        break;
      case "--min-free":
        minFree(name, value);
        break;
      case "--root":
        options.root = new File(OptionValues.text(name, value, "a path")).getAbsolutePath();
        options.root = options.root.equals("/") ? "" : options.root;
        break;
      case "--top":
        options.top = (int) OptionValues.number(name, value, 10_000);
        break;
      case "--kmem":
        options.kmemNanos = OptionValues.time(name, value);
        if (options.kmemNanos > LONGEST_KMEM) {
          throw Failure.usage("--kmem needs 10m or less.");
        }
        break;
      case "--kmem-filter":
        options.kmemFilter = OptionValues.text(name, value, "an expression on one line");
        break;
      case "--kmem-buffer":
        options.kmemBuffer = OptionValues.size(name, value);
        if (options.kmemBuffer < SMALLEST_BUFFER) {
          throw Failure.usage("--kmem-buffer needs 64K or more.");
        }
        break;
      case "--rates":
        if (!"all".equals(value) && !"default".equals(value)) {
          throw Failure.usage("--rates needs \"all\" or \"default\".");
        }
        options.everything = "all".equals(value);
        break;
      default:
        throw Failure.usage("Unknown option " + name + "; --help lists the options.");
    }
  }

  private void minFree(String name, String value) throws Failure {
    if (value != null && value.endsWith("%")) {
      options.minFree = Long.MAX_VALUE;
      options.minFreePercent =
          OptionValues.decimal(
              name, value.substring(0, value.length() - 1), "a size or a percentage");
      if (options.minFreePercent >= 100) {
        throw Failure.usage("--min-free needs less than 100%.");
      }
    } else {
      options.minFree = OptionValues.size(name, value);
      options.minFreePercent = 100;
    }
  }
}
