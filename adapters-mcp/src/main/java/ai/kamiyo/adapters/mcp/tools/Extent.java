package ai.kamiyo.adapters.mcp.tools;

import java.util.List;

/**
 * How long other people's texts and lists may be in an answer. Each format has a ladder of them: an
 * answer that is too large is written again with less.
 *
 * @param url characters; a longer address is left out, for half an address leads astray
 */
record Extent(
    boolean detailed,
    int name,
    int technique,
    int summary,
    int url,
    int chains,
    int sources,
    int lists) {
  private static final List<Extent> CONCISE =
      List.of(
          new Extent(false, 80, 160, 0, 200, 25, 2, 0),
          new Extent(false, 60, 80, 0, 120, 12, 1, 0),
          new Extent(false, 40, 40, 0, 0, 8, 1, 0),
          new Extent(false, 12, 0, 0, 0, 1, 0, 0));
  private static final List<Extent> DETAILED =
      List.of(
          new Extent(true, 80, 160, 600, 200, 25, 6, 12),
          new Extent(true, 80, 160, 300, 200, 12, 4, 6),
          new Extent(true, 60, 120, 160, 120, 8, 2, 3),
          new Extent(true, 40, 60, 80, 0, 2, 1, 1),
          new Extent(true, 12, 20, 40, 0, 1, 0, 0));

  static List<Extent> ladder(ResponseFormat format) {
    return switch (format) {
      case CONCISE -> CONCISE;
      case DETAILED -> DETAILED;
    };
  }
}
