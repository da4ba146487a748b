package io.memledger.series;

import java.util.Locale;

/**
 * One range of a process's address space, as /proc/&lt;pid&gt;/smaps shows it.
 *
 * @param start address of its first byte, unsigned
 * @param end address behind its last byte, unsigned
 * @param mode four letters such as rw-p
 * @param name path or [name]; empty for a nameless anonymous area; text of the archive, so hostile
 * @param bytes resident or in swap
 */
public record AddressRange(
    Kind kind, long start, long end, String mode, String name, double bytes) {
  /** What a range is used for, told only where the evidence is plain; else it is an AREA. */
  public enum Kind {
    /** What brk gives out: the main arena of malloc. */
    HEAP,
    /** The main thread's stack. */
    STACK,
    /** Anonymous, behind a small area that nobody may touch: a thread's stack, or made alike. */
    GUARDED,
    /** An arena of glibc's malloc for threads. */
    ARENA,
    JAVA_HEAP,
    JAVA_CLASSES,
    JAVA_CODE,
    GO_HEAP,
    /** Anonymous with a name that the program gave it. */
    NAMED,
    /** Anonymous, and nothing more is known. */
    AREA,
    /** A file, mapped privately or shared, with what was written of it. */
    FILE,
    /** Memory that processes share: System V, memfd, tmpfs, shared anonymous. */
    SHARED;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Bytes of address space. */
  public long size() {
    return end - start;
  }

  /** As smaps and pmap print it. */
  public String addresses() {
    return Long.toHexString(start) + "-" + Long.toHexString(end);
  }
}
