package ai.kamiyo.adapters.kamiyo.evidence;

import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An event as its contract told it: everything in lower case.
 *
 * @param topics without the empty ones at the end
 * @param order a later event of the same chain has a greater one
 */
record EventLog(
    WalletAddress.Evm contract, List<String> topics, String data, Event event, BigInteger order) {
  private static final int WORD = 64;
  private static final Pattern TOPIC = Pattern.compile("0x[0-9a-f]{64}");

  /** The end of the year 9999: what comes later is no moment, and cannot be written as a day. */
  private static final BigInteger LATEST = BigInteger.valueOf(253_402_300_799L);

  EventLog {
    topics = List.copyOf(topics);
  }

  /** The event of this JSON, as nodes and explorers write it; empty if it is malformed. */
  static Optional<EventLog> of(JsonNode json) {
    List<String> topics = new ArrayList<>();
    for (JsonNode topic : json.path("topics")) {
      if (topic.isString()) {
        topics.add(topic.asString().toLowerCase(Locale.ROOT));
      }
    }
    Optional<WalletAddress.Evm> contract = address(json.path("address").asString(""));
    String transaction = json.path("transactionHash").asString("").toLowerCase(Locale.ROOT);
    Optional<BigInteger> block = number(json.path("blockNumber").asString(""));
    boolean whole =
        contract.isPresent()
            && block.isPresent()
            && block.get().bitLength() < Long.SIZE
            && transaction.matches("0x[0-9a-f]{64}")
            && !topics.isEmpty()
            && topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches());
    if (!whole) {
      return Optional.empty();
    }
    BigInteger index = number(json.path("logIndex").asString("")).orElse(BigInteger.ZERO);
    return Optional.of(
        new EventLog(
            contract.get(),
            topics,
            json.path("data").asString("0x").toLowerCase(Locale.ROOT),
            new Event(transaction, block.get().longValue(), moment(json)),
            block.get().shiftLeft(WORD).add(index)));
  }

  private static Optional<Instant> moment(JsonNode json) {
    return number(json.path("timeStamp").asString(json.path("blockTimestamp").asString("")))
        .flatMap(EventLog::instant);
  }

  /** The moment of these seconds since 1970; empty for what is none. */
  static Optional<Instant> instant(BigInteger seconds) {
    return seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  /** A number in decimal or, after 0x, hexadecimal digits. */
  static Optional<BigInteger> number(String text) {
    if (text.matches("0x[0-9a-fA-F]{1,64}")) {
      return Optional.of(new BigInteger(text.substring(2), 16));
    }
    if (text.equals("0x")) {
      return Optional.of(BigInteger.ZERO); // an explorer's way of writing zero
    }
    return text.matches("\\d{1,78}") ? Optional.of(new BigInteger(text)) : Optional.empty();
  }

  static Optional<WalletAddress.Evm> address(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.matches("0x[0-9a-f]{40}")
        ? Optional.of(new WalletAddress.Evm(lower))
        : Optional.empty();
  }

  /** The address that the topic at this place holds. */
  Optional<WalletAddress.Evm> addressAt(int topic) {
    return topic < topics.size()
        ? address("0x" + topics.get(topic).substring(WORD + 2 - 40))
        : Optional.empty();
  }

  /** The number that the topic at this place holds. */
  Optional<BigInteger> numberAt(int topic) {
    return topic < topics.size() ? number(topics.get(topic)) : Optional.empty();
  }

  boolean is(String topic0) {
    return topics.getFirst().equals(topic0);
  }
}
