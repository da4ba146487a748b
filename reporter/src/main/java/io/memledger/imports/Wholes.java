package io.memledger.imports;

import io.memledger.forms.FormOfParts;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Recordings that are several files: kept until all files are there. */
final class Wholes {
  /** Bytes of a piece of a file, as it is read back. */
  private static final int PIECE = 1 << 18;

  /** One recording. */
  private static final class Whole {
    private final FormOfParts form;
    private final Told told;
    private final SortedMap<String, FormOfParts.Part> parts = new TreeMap<>();

    Whole(FormOfParts form, Told told) {
      this.form = form;
      this.told = told;
    }
  }

  private final Spool spool;
  private final Map<String, Whole> wholes = new LinkedHashMap<>();

  Wholes(Spool spool) {
    this.spool = spool;
  }

  /** What is told of the recording of this name; null if none of its files came before. */
  Told told(FormOfParts form, String name) {
    Whole whole = wholes.get(form.id() + ' ' + name);
    return whole == null ? null : whole.told;
  }

  /** A recording whose first file is here. */
  void begin(FormOfParts form, String name, Told told) {
    wholes.put(form.id() + ' ' + name, new Whole(form, told));
  }

  /** Keeps a file of a recording that was begun. */
  void add(FormOfParts form, String whole, String name, InputStream content) throws IOException {
    List<Spool.Put> pieces = new ArrayList<>();
    Whole of = wholes.get(form.id() + ' ' + whole);
    of.parts.put(name, () -> new Pieces(pieces));
    byte[] piece = new byte[PIECE];
    try {
      for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
        pieces.add(spool.put(piece, n));
      }
    } catch (IOException e) {
      of.told.warn(Warning.of(Warning.Kind.FILE_CUT));
    }
  }

  /**
   * Reads all that was begun, once.
   *
   * @return what the recordings tell of further hosts
   */
  List<Told> read() {
    List<Told> others = new ArrayList<>();
    for (Whole one : wholes.values()) {
      String refusal = "";
      try {
        refusal = one.form.read(Collections.unmodifiableSortedMap(one.parts), one.told);
      } catch (IOException e) {
        one.told.warn(Warning.of(Warning.Kind.FILE_CUT));
      }
      if (one.told.looks().isEmpty() || !refusal.isEmpty()) {
        one.told.refuse(refusal.isEmpty() ? "nothing about memory in it" : refusal);
      }
      others.addAll(one.told.others());
    }
    wholes.clear();
    return others;
  }

  /** The pieces of a file, one after the other. */
  private final class Pieces extends InputStream {
    private final List<Spool.Put> pieces;
    private byte[] piece = {};
    private int next;
    private int at;

    Pieces(List<Spool.Put> pieces) {
      this.pieces = pieces;
    }

    private boolean more() {
      while (at == piece.length && next < pieces.size()) {
        piece = spool.read(pieces.get(next++));
        at = 0;
      }
      return at < piece.length;
    }

    @Override
    public int read() {
      return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int n = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, into, from, n);
      at += n;
      return n;
    }
  }
}
