package io.memledger.stats;

/** Median of a large array in linear time on average (Hoare's selection); it reorders the array. */
final class Selection {
  private Selection() {}

  static double median(double[] values) {
    int n = values.length;
    double upper = select(values, n / 2);
    if (n % 2 == 1) {
      return upper;
    }
    double lower = values[0];
    for (int i = 1; i < n / 2; i++) {
      lower = Math.max(lower, values[i]);
    }
    return (lower + upper) / 2;
  }

  /** The value that would stand at this index if sorted; smaller ones are left of it afterwards. */
  private static double select(double[] v, int index) {
    int low = 0;
    int high = v.length - 1;
    while (low < high) {
      double pivot = middle(v[low], v[(low + high) >>> 1], v[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (v[i] < pivot) {
          i++;
        }
        while (v[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = v[i];
          v[i++] = v[j];
          v[j--] = swap;
        }
      }
      if (index <= j) {
        high = j;
      } else if (index >= i) {
        low = i;
      } else {
        return v[index];
      }
    }
    return v[index];
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
