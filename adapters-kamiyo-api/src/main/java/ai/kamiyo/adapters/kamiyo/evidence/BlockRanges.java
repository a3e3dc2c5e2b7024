package ai.kamiyo.adapters.kamiyo.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes down through blocks in ranges that grow while they are given, and become smaller when they
 * are too large; once it is known how large they may be, several are asked for at once.
 */
final class BlockRanges {
  private final long first;
  private final long largest;
  private final int most;
  private long to;
  private long span;
  private long refused = Long.MAX_VALUE;
  private int atOnce = 1;

  /**
   * Nothing is read yet.
   *
   * @param span how many blocks are tried first
   * @param largest how many are asked for at most
   * @param most how many ranges are asked for at once at most
   */
  BlockRanges(long first, long last, long span, long largest, int most) {
    this.first = first;
    this.to = last;
    this.span = span;
    this.largest = largest;
    this.most = most;
  }

  /** Both ends belong to it. */
  record Range(long from, long to) {}

  boolean areRead() {
    return to < first;
  }

  /** The first block that was read. */
  long reached() {
    return to + 1;
  }

  /** What to ask for now. */
  List<Range> next() {
    List<Range> ranges = new ArrayList<>();
    long end = to;
    while (ranges.size() < atOnce && end >= first) {
      Range range = new Range(Math.max(first, end - span + 1), end);
      ranges.add(range);
      end = range.from() - 1;
    }
    return ranges;
  }

  /** These were given. */
  void taken(List<Range> ranges) {
    to = ranges.getLast().from() - 1;
    if (span * 2 <= largest && span * 2 < refused) {
      span *= 2;
    } else if (refused < Long.MAX_VALUE) {
      atOnce = Math.min(most, atOnce * 2);
    }
  }

  /** One of these was too large; false if none can be smaller. */
  boolean narrower(List<Range> ranges) {
    long size = ranges.getFirst().to() - ranges.getFirst().from() + 1;
    refused = size;
    span = Math.max(1, size / 2);
    atOnce = 1;
    return size > 1;
  }
}
