package ai.kamiyo.adapters.kamiyo.feed;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that anybody may have written: its depth and its parts are bounded. */
final class BoundedJson {
  private static final int MAX_TEXT = 32 << 20;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_DIGITS = 100;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(MAX_TEXT)
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .build();

  private BoundedJson() {}
}
