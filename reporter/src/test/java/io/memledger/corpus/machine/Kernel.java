package io.memledger.corpus.machine;

/** Kernels in the field, by what their files look like (KERNEL 1, 4, 5.3). */
public enum Kernel {
  EL7("3.10.0-1160.119.1.el7.x86_64", 310),
  EL8("4.18.0-553.16.1.el8_10.x86_64", 418),
  U20("5.4.0-193-generic", 504),
  U22("5.15.0-122-generic", 515),
  D12("6.1.0-27-amd64", 601),
  U24("6.8.0-47-generic", 608),
  NEW("6.18.44-1-default", 618);

  public final String release;
  private final int version;

  Kernel(String release, int version) {
    this.release = release;
    this.version = version;
  }

  /** As 515 for 5.15. */
  public boolean since(int wanted) {
    return version >= wanted;
  }

  /** Whether VmallocUsed counts pages. */
  public boolean countsVmalloc() {
    return since(504);
  }

  public boolean vmapStack() {
    return since(418);
  }

  /** 1024 and above were named in full before. */
  public String kmalloc(int size) {
    boolean shortened = since(504) && size >= 1024;
    return "kmalloc-" + (shortened ? size / 1024 + "k" : Integer.toString(size));
  }
}
