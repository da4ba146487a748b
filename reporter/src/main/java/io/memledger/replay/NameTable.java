package io.memledger.replay;

import io.memledger.hashing.KeyedHash;
import io.memledger.series.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds a subject by its kind and the bytes of its name, without a String. */
final class NameTable {
  private static final int FIRST_CAPACITY = 256;

  /** Subjects between two looks at the budget of their series. */
  private static final int MOST = 150_000;

  private byte[][] names = new byte[FIRST_CAPACITY][];
  private long[] ids = new long[FIRST_CAPACITY];
  private SubjectRecorder[] recorders = new SubjectRecorder[FIRST_CAPACITY];
  private int size;

  /** The subject; it begins here if it is new. Null if there is no room for a new one. */
  SubjectRecorder get(Subject.Kind kind, byte[] text, int from, int to, long id) {
    int slot = slot(names.length, kind, text, from, to, id);
    while (names[slot] != null) {
      SubjectRecorder recorder = recorders[slot];
      if (recorder.kind() == kind
          && ids[slot] == id
          && Arrays.equals(names[slot], 0, names[slot].length, text, from, to)) {
        return recorder;
      }
      slot = (slot + 1) & (names.length - 1);
    }
    if (size >= MOST) {
      return null;
    }
    byte[] name = Arrays.copyOfRange(text, from, to);
    SubjectRecorder recorder =
        new SubjectRecorder(kind, new String(name, StandardCharsets.UTF_8), id);
    put(slot, name, id, recorder);
    if (size * 2 > names.length) {
      rebuild(names.length * 2, t -> true);
    }
    return recorder;
  }

  private void put(int slot, byte[] name, long id, SubjectRecorder recorder) {
    names[slot] = name;
    ids[slot] = id;
    recorders[slot] = recorder;
    size++;
  }

  private static int slot(int capacity, Subject.Kind kind, byte[] text, int from, int to, long id) {
    return KeyedHash.of(text, from, to, id << 8 ^ kind.ordinal()) & (capacity - 1);
  }

  /** Keeps only those that the test accepts. */
  void keep(Predicate<SubjectRecorder> test) {
    rebuild(names.length, test);
  }

  private void rebuild(int capacity, Predicate<SubjectRecorder> test) {
    byte[][] oldNames = names;
    long[] oldIds = ids;
    SubjectRecorder[] oldRecorders = recorders;
    names = new byte[capacity][];
    ids = new long[capacity];
    recorders = new SubjectRecorder[capacity];
    size = 0;
    for (int i = 0; i < oldNames.length; i++) {
      byte[] name = oldNames[i];
      if (name == null || !test.test(oldRecorders[i])) {
        continue;
      }
      int slot = slot(capacity, oldRecorders[i].kind(), name, 0, name.length, oldIds[i]);
      while (names[slot] != null) {
        slot = (slot + 1) & (capacity - 1);
      }
      put(slot, name, oldIds[i], oldRecorders[i]);
    }
  }

  void forEach(Consumer<SubjectRecorder> action) {
    for (SubjectRecorder recorder : recorders) {
      if (recorder != null) {
        action.accept(recorder);
      }
    }
  }
}
