package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.Held;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A copy as it goes from one installation to another: the lines that are kept on disk, with the
 * line about it before them. What comes in is held to the bounds of what a feed sends.
 */
final class CopyText<C extends Held<C>> {
  static final String FORMAT = "kamiyo-feed-shared-1";

  private static final int MOST_LINES = 500_000;

  /** A validator goes into the header of a request. */
  private static final int LONGEST_VALIDATOR = 500;

  private final JsonLines lines = new JsonLines(FORMAT);
  private final CopyForm<C> form;

  CopyText(CopyForm<C> form) {
    this.form = form;
  }

  String written(C copy) throws IOException {
    StringWriter text = new StringWriter();
    try (BufferedWriter out = new BufferedWriter(text)) {
      lines.write(
          out,
          content -> {
            content.line(json -> StateLine.write(json, copy));
            form.write(copy, content);
          });
    }
    return text.toString();
  }

  /**
   * The copy that a text tells of.
   *
   * @param latest the latest moment at which it can have been fetched
   */
  C read(String text, Instant latest) throws IOException {
    List<JsonNode> state = new ArrayList<>();
    CopyForm.Content<C> told = form.empty();
    int[] count = {0};
    lines.read(
        new BufferedReader(new StringReader(text)),
        "a shared copy",
        "the feed is read instead",
        line -> {
          if (count[0]++ == 0) {
            state.add(line);
          } else if (count[0] > MOST_LINES) {
            throw new UnreadableFile("a shared copy has more than " + MOST_LINES + " lines");
          } else {
            told.line(line);
          }
        });
    if (state.isEmpty()) {
      throw new UnreadableFile("a shared copy does not say when it was fetched");
    }
    if (told.isDamaged()) {
      throw new UnreadableFile("a shared copy is damaged"); // we can have a whole one ourselves
    }
    Instant fetched = moment(state.getFirst(), "fetched_at", latest);
    Instant full = moment(state.getFirst(), "full_at", fetched);
    return form.bounded(told.copy(fetched, full, validators(state.getFirst())));
  }

  private static Instant moment(JsonNode state, String field, Instant latest)
      throws UnreadableFile {
    Instant told =
        StateLine.instant(state, field)
            .orElseThrow(() -> new UnreadableFile("a shared copy has no " + field));
    return told.isAfter(latest) ? latest : told;
  }

  private static Validators validators(JsonNode state) {
    Validators told = StateLine.validators(state);
    return new Validators(header(told.etag()), header(told.lastModified()));
  }

  private static Optional<String> header(Optional<String> value) {
    return value.filter(v -> v.length() <= LONGEST_VALIDATOR && v.matches("[\\x20-\\x7e]*"));
  }
}
