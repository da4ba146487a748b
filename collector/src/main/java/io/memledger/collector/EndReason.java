package io.memledger.collector;

/** Why a capture ended, in the words of ARCHIVE-FORMAT section 8. */
enum EndReason {
  DURATION("duration"),
  COUNT("count"),
  SIGNAL("signal"),
  SIZE_LIMIT("size-limit"),
  DISK_LOW("disk-low"),
  ERROR("error");

  final String word;

  EndReason(String word) {
    this.word = word;
  }
}
