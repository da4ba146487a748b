package io.memledger.collector.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The machine that is captured, and what this process may read of it. */
public final class Host {
  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;
  private static final int LONGEST_NAME = 64;

  /** Capabilities (linux/capability.h) without which parts of a capture are missing. */
  private static final int[] CAPABILITIES = {2, 19, 21, 34};

  private static final String[] CAPABILITY_NAMES = {
    "CAP_DAC_READ_SEARCH", "CAP_SYS_PTRACE", "CAP_SYS_ADMIN", "CAP_SYSLOG"
  };

  /** Safe in a file name. */
  public final String name;

  public final String kernel;
  public final String machine;
  public final String bootId;
  public final long pageSize;
  public final long clockTicks;

  public Host(ProcReader reader, boolean foreign) {
    // The name of our own UTS namespace is not that of a mounted root.
    String first = foreign ? "etc/hostname" : "proc/sys/kernel/hostname";
    String second = foreign ? "proc/sys/kernel/hostname" : "etc/hostname";
    String found = reader.text(first);
    name = sanitised(found == null || found.isEmpty() ? reader.text(second) : found);
    kernel = reader.text("proc/sys/kernel/osrelease");
    bootId = reader.text("proc/sys/kernel/random/boot_id");
    String arch = System.getProperty("os.arch");
    machine = "amd64".equals(arch) ? "x86_64" : arch;
    ByteBuffer auxiliary = auxiliaryVector();
    pageSize = auxiliary(auxiliary, AT_PAGESZ, 4096);
    clockTicks = auxiliary(auxiliary, AT_CLKTCK, 100);
  }

  private static String sanitised(String name) {
    StringBuilder safe = new StringBuilder();
    String text = name == null ? "" : name;
    for (int i = 0; i < text.length() && safe.length() < LONGEST_NAME; i++) {
      char c = text.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      safe.append(plain || c == '.' && i > 0 || c == '-' || c == '_' ? c : '_');
    }
    return safe.length() == 0 ? "unknown" : safe.toString();
  }

  /** What the kernel tells each program at its start; Java 8 has no other way to the page size. */
  private static ByteBuffer auxiliaryVector() {
    byte[] bytes = new byte[4096];
    int count = 0;
    try (FileInputStream in = new FileInputStream("/proc/self/auxv")) {
      count = Math.max(0, in.read(bytes));
    } catch (IOException e) {
      // The defaults below hold on nearly every machine.
    }
    return ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.nativeOrder());
  }

  private static long auxiliary(ByteBuffer vector, int key, long otherwise) {
    boolean wide = !"32".equals(System.getProperty("sun.arch.data.model"));
    vector.rewind();
    while (vector.remaining() >= (wide ? 16 : 8)) {
      long type = wide ? vector.getLong() : vector.getInt();
      long value = wide ? vector.getLong() : vector.getInt();
      if (type == key) {
        return value;
      }
    }
    return otherwise;
  }

  /** "root", or the capabilities that this process lacks. */
  public static String privileges() {
    String status = ProcReader.unwatched("").text("proc/self/status");
    int at = status == null ? -1 : status.indexOf("CapEff:");
    if (at < 0) {
      return "unknown";
    }
    int end = status.indexOf('\n', at);
    long bits = Long.parseUnsignedLong(status.substring(at + 7, end).trim(), 16);
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < CAPABILITIES.length; i++) {
      if ((bits >> CAPABILITIES[i] & 1) == 0) {
        missing.add(CAPABILITY_NAMES[i]);
      }
    }
    return missing.isEmpty() ? "root" : "missing " + String.join(" ", missing);
  }
}
