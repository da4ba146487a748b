package io.memledger.collector.options;

/** The text of {@code --help}. */
public final class Usage {
  public static final String TEXT =
      "Usage: memledger-collector [options]\n"
          + "Captures periodic snapshots of /proc and /sys into one archive, for memledger-reporter.\n"
          + "Without --duration or --count it captures until a signal or --max-size ends it.\n"
          + "\n"
          + "  --interval TIME    time between snapshots: 5s, 1m, 2h (default 5s)\n"
          + "  --duration TIME    capture for so long\n"
          + "  --count N          capture so many snapshots\n"
          + "  --once             capture one snapshot (the same as --count 1)\n"
          + "  --append ARCHIVE   continue ARCHIVE, or begin it; with --once, for cron\n"
          + "  --output PATH      the archive to create, or the folder for it (default: here)\n"
          + "  --max-size SIZE    end before the archive exceeds it (default 256M)\n"
          + "  --min-free SIZE    end before the disk has less free space: 500M, 2G or 5%\n"
          + "                     (default: the smaller of 500M and 5%)\n"
          + "  --root DIR         read DIR/proc and DIR/sys instead of /proc and /sys\n"
          + "  --top N            processes to look at closely, by memory (default 30)\n"
          + "  --cmdline          capture command lines too; they may hold secrets\n"
          + "  --without SOURCE   leave out a line of --list, or all below it; may be given again\n"
          + "  --redact[=strict]  pseudonyms for names of hosts, users, programs, paths, addresses; the map\n"
          + "                     of them stands beside the archive (.names) and stays with you\n"
          + "  --key FILE         the same pseudonyms from archive to archive; made if it is not there\n"
          + "  --kmem TIME        trace the kernel's allocations for so long, at most 10m (root, tracefs)\n"
          + "  --kmem-filter EXPR only allocations that match, such as 'bytes_alloc==64' (ftrace syntax)\n"
          + "  --kmem-buffer SIZE trace buffer of each CPU (default: at most 16M, and 256M in all)\n"
          + "  --rates all        sample every source in every snapshot (default: by cost)\n"
          + "  --quiet            no progress, only errors and the result\n"
          + "  --list             say what would be captured, how often, and what is unreadable\n"
          + "  --help, --version\n"
          + "\n"
          + "memledger-collector redact ARCHIVE [--key FILE] [--redact=strict]\n"
          + "  writes an archive with pseudonyms (.redacted.tar.gz) and their map (.redacted.names) beside it\n"
          + "memledger-collector names REPORT MAP\n"
          + "  puts the true names into a report (html, json, md, csv), beside it as .named.html and so on\n"
          + "\n"
          + "Exit status: 0 captured, 1 ended by an error (what was captured is kept), 2 bad usage.\n";

  private Usage() {}
}
