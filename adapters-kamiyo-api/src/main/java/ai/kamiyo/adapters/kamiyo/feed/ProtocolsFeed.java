package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.adapters.kamiyo.web.Answer;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebFailure.Kind;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * DefiLlama's list of protocols, which comes whole or, if nothing has changed, not at all. A mirror
 * that has no such list is none the worse: then the list is empty.
 */
public final class ProtocolsFeed implements LiveFeed<ProtocolList> {
  private static final int SOME = 10;

  /** After a row comes another one. */
  private static final ObjectReader ROWS =
      BoundedJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final WebServer server;
  private final URI address;
  private final Duration pace;
  private final Clock clock;

  public ProtocolsFeed(WebServer server, URI address, Duration pace, Clock clock) {
    this.server = server;
    this.address = address;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "defillama-protocols";
  }

  @Override
  public String origin() {
    // The path of the paid address has the key in it.
    return String.valueOf(address.getAuthority());
  }

  @Override
  public Duration pace() {
    return pace;
  }

  @Override
  public ProtocolList read(Optional<ProtocolList> before) throws WebFailure, InterruptedException {
    boolean none = before.filter(list -> !list.protocols().isEmpty()).isEmpty();
    Answer answer;
    try {
      answer = server.patiently(address, before.map(Held::validators).orElse(Validators.NONE));
    } catch (WebFailure failure) {
      if (none && failure.kind() == Kind.ABSENT) {
        return new ProtocolList(List.of(), 0, clock.instant(), Validators.NONE);
      }
      throw failure;
    }
    Instant now = clock.instant();
    if (answer.body().isEmpty()) {
      ProtocolList same =
          before.orElseThrow(() -> useless("says that nothing is new, where nothing is known"));
      return new ProtocolList(same.protocols(), same.unreadable(), now, answer.validators());
    }
    ProtocolList list = list(answer.body().get(), now, answer.validators());
    check(list, before);
    return list;
  }

  /** Row by row: the whole answer as a tree would take a hundred megabytes. */
  private static ProtocolList list(byte[] body, Instant at, Validators validators)
      throws WebFailure {
    List<ListedProtocol> protocols = new ArrayList<>();
    int unreadable = 0;
    try (JsonParser json = BoundedJson.MAPPER.createParser(body)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw useless("sent something else than a list of protocols");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        JsonNode row = ROWS.readTree(json);
        Optional<ListedProtocol> protocol = ProtocolShape.protocol(new Row(row));
        protocol.ifPresent(protocols::add);
        unreadable += protocol.isPresent() ? 0 : 1;
      }
    } catch (JacksonException e) {
      throw useless("sent something that is not complete JSON");
    }
    return new ProtocolList(protocols, unreadable, at, validators);
  }

  private static void check(ProtocolList list, Optional<ProtocolList> before) throws WebFailure {
    int read = list.protocols().size() + list.unreadable();
    if (list.unreadable() >= SOME && list.unreadable() > read / 2) {
      throw useless("sent " + list.unreadable() + " protocols of " + read + " that are none");
    }
    int held = before.map(copy -> copy.protocols().size()).orElse(0);
    if (held > 0 && list.protocols().size() < (held + 1) / 2) {
      throw useless("sent " + list.protocols().size() + " protocols where it had " + held);
    }
  }

  private static WebFailure useless(String what) {
    return new WebFailure(Kind.REFUSAL, DefiLlamaFeed.SPOKEN + " " + what);
  }

  @Override
  public void close() {
    server.close();
  }
}
