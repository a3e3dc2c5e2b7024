package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.adapters.kamiyo.replica.StateLine;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.Labelled;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** One entry of a list as one line of JSON: our own shape, bundled and kept on disk. */
final class ListingLine {
  private ListingLine() {}

  /** The entry of this line; empty if the line is damaged. */
  static Optional<Listing> read(JsonNode line) {
    try {
      return WalletAddress.of(line.path("address").asString(""))
          .map(address ->
              new Listing(
                  address,
                  Labelled.parse(Listing.Kind.class, "kind", line.path("kind").asString("")),
                  line.path("label").asString(""),
                  StateLine.text(line, "incident").map(ExploitId::new),
                  StateLine.text(line, "chain").map(ListingLine::chain),
                  line.path("source").asString(""),
                  StateLine.text(line, "date").flatMap(ListDate::of),
                  seen(line),
                  StateLine.text(line, "status")
                      .map(s -> Labelled.parse(Listing.Status.class, "status", s))
                      .orElse(Listing.Status.LISTED)));
    } catch (InvalidArgument damaged) {
      return Optional.empty();
    }
  }

  static void write(Listing listing, JsonGenerator json) {
    json.writeStringProperty("address", listing.address().normalized());
    json.writeStringProperty("kind", listing.kind().label());
    json.writeStringProperty("label", listing.label());
    listing.incident().ifPresent(id -> json.writeStringProperty("incident", id.value()));
    listing.chain().ifPresent(c -> json.writeStringProperty("chain", c.caip2().orElse(c.name())));
    json.writeStringProperty("source", listing.source());
    listing.listDate().ifPresent(date -> json.writeStringProperty("date", date.toString()));
    listing
        .seen()
        .ifPresent(days -> {
          json.writeStringProperty("first_seen", days.first().toString());
          json.writeStringProperty("last_seen", days.last().toString());
        });
    if (listing.status() != Listing.Status.LISTED) {
      json.writeStringProperty("status", listing.status().label());
    }
  }

  private static Optional<Listing.Seen> seen(JsonNode line) {
    Optional<LocalDate> first = day(line, "first_seen");
    return day(line, "last_seen")
        .flatMap(last -> first.filter(f -> !f.isAfter(last)).map(f -> new Listing.Seen(f, last)));
  }

  private static Optional<LocalDate> day(JsonNode line, String field) {
    return StateLine.text(line, field).flatMap(ListDate::of).map(ListDate::first);
  }

  private static Chain chain(String name) {
    return name.matches("eip155:\\d{1,18}")
        ? Chains.ofEip155(Long.parseLong(name.substring("eip155:".length())))
        : Chains.namedOrNew(name);
  }
}
