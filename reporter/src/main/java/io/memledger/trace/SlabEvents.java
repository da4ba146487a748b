package io.memledger.trace;

/**
 * Events of the slab allocator, such as {@code kmalloc: call_site=pipe_ioctl+0x1a ptr=... name=...
 * bytes_req=1 bytes_alloc=8 ...}: the fields that all kernels have, in the order that all keep.
 */
final class SlabEvents {
  private static final byte[] CALL_SITE = LineCursor.ascii("call_site=");
  private static final byte[] PTR = LineCursor.ascii("ptr=");
  private static final byte[] NAME = LineCursor.ascii("name=");
  private static final byte[] BYTES_REQ = LineCursor.ascii("bytes_req=");
  private static final byte[] BYTES_ALLOC = LineCursor.ascii("bytes_alloc=");

  private final LineCursor in;
  private final Outstanding live;
  private final PageStacks stacks;

  SlabEvents(LineCursor in, Outstanding live, PageStacks stacks) {
    this.in = in;
    this.live = live;
    this.stacks = stacks;
  }

  /** Takes the fields that are next; false where they are not those of the event. */
  boolean take(KmemEvent event, long micros) {
    if (in.bytes()[in.at] == '(') {
      // trace-cmd puts the caller before the fields.
      in.at = in.skipBlanks(in.find((byte) ')', in.at) + 1);
    }
    if (!in.startsWith(in.at, CALL_SITE)) {
      return false;
    }
    int siteFrom = in.at + CALL_SITE.length;
    int siteTo = in.findKey(PTR, siteFrom);
    if (siteTo <= siteFrom) {
      return false;
    }
    in.at = siteTo + 1 + PTR.length;
    long pointer = in.pointer();
    if (in.at < 0) {
      return false;
    }
    stacks.none();
    return event.allocates()
        ? allocated(event, micros, siteFrom, siteTo, pointer)
        : freed(micros, pointer);
  }

  private boolean freed(long micros, long pointer) {
    if (pointer != 0) {
      live.time(micros);
      int key = in.skipBlanks(in.at);
      int name = in.startsWith(key, NAME) ? key + NAME.length : -1;
      live.freed(false, pointer, in.bytes(), name, in.to);
    }
    return true;
  }

  private boolean allocated(KmemEvent event, long micros, int siteFrom, int siteTo, long pointer) {
    int fields = in.findKey(BYTES_REQ, in.at);
    if (fields < 0) {
      return false;
    }
    int key = in.skipBlanks(in.at);
    boolean named = key < fields && in.startsWith(key, NAME);
    int cacheFrom = named ? key + NAME.length : -1;
    int cacheTo = named ? fields : -1;
    in.at = fields + 1 + BYTES_REQ.length;
    if (in.decimal() < 0 || !in.startsWith(in.at + 1, BYTES_ALLOC)) {
      return false;
    }
    in.at += 1 + BYTES_ALLOC.length;
    long bytes = in.decimal();
    if (bytes < 0) {
      return false;
    }
    if (pointer != 0) {
      live.time(micros);
      int site =
          live.sites()
              .of(in.bytes(), siteFrom, siteTo, true, event.kind(), cacheFrom, cacheTo, bytes);
      live.allocated(site, pointer, bytes);
    }
    return true;
  }
}
