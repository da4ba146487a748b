package io.memledger.corpus.machine;

import java.util.List;

/** A slab cache, or a merge group under the one name that slabinfo shows. */
public final class Slab {
  public final String name;
  public final int size;
  public final int perSlab;
  public final int pagesPerSlab;
  public final boolean reclaimable;

  /** All names of the merge group; empty where it stands alone. */
  public List<String> merged = List.of();

  public Signal objects;

  /** Share of the objects' places that are in use. */
  final double filling = 0.97;

  /** Whether reclaim can take objects back. */
  public boolean shrinks;

  public long active;
  public long slabs;
  private double last;

  /** Objects at the start, which are in use, and those that reclaim took since. */
  private double hot = -1;

  private double lost;

  public Slab(String name, int size, boolean reclaimable, Signal objects) {
    this.name = name;
    this.size = size;
    this.reclaimable = reclaimable;
    this.shrinks = reclaimable;
    this.objects = objects;
    int order = 0;
    // As SLUB chooses: the smallest order that holds a few objects and wastes little.
    while (order < 3 && (4096 << order) / size < 16 && 4096 < size * 16) {
      order++;
    }
    this.pagesPerSlab = 1 << order;
    this.perSlab = Math.max(1, (4096 << order) / size);
  }

  /** What an object costs, with the places beside it that stay empty. */
  public double bytesEach() {
    return pagesPerSlab * World.PAGE / perSlab / filling;
  }

  /** Half-empty slabs go back slowly. */
  void tick(double t) {
    double wanted = objects.at(t);
    hot = hot < 0 ? wanted : hot;
    lost = Math.min(lost, Math.max(0, wanted - hot));
    active = Math.max(0, Math.round(wanted - lost));
    long needed = (long) Math.ceil(active / (double) perSlab / filling);
    long spare = slabs - needed;
    slabs = spare <= 0 ? needed : needed + (long) (spare * Math.exp(-(t - last) / 900));
    last = t;
  }

  /** Takes a share of the objects that are not in use, and gives the pages that come free. */
  long shrink(double share) {
    double part = share * Math.max(0, active - hot);
    long free = Math.min(slabs, (long) (part / perSlab / filling));
    lost += part;
    active -= (long) part;
    slabs -= free;
    return free * pagesPerSlab;
  }

  long pages() {
    return slabs * pagesPerSlab;
  }
}
