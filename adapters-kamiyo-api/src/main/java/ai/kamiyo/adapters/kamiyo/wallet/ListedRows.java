package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.text.PlainText;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Entries as a source's rows are read into them, and the rows that are none, with the reason. */
final class ListedRows {
  private static final int MAX_LABEL = 80;
  private static final int MAX_NAME = 60;
  private static final int MAX_ROWS = 1_000_000;

  private final String source;
  private final Optional<Listing.Seen> seen;
  private final List<Listing> entries = new ArrayList<>();
  private final List<Quarantined> quarantined = new ArrayList<>();
  private final Set<Quarantined> foreign = new HashSet<>();

  /**
   * Nothing yet.
   *
   * @param source who lists what will be added
   */
  ListedRows(String source, LocalDate today) {
    this.source = source;
    this.seen = Optional.of(new Listing.Seen(today, today));
  }

  /** What a row says of an address beside the address. */
  record Saying(
      Listing.Kind kind,
      String label,
      Optional<Chain> chain,
      Optional<ListDate> date,
      Listing.Status status) {}

  /** Adds this address, or quarantines it under the row's name. */
  void add(String row, String text, Saying saying) {
    if (entries.size() + quarantined.size() >= MAX_ROWS) {
      return;
    }
    try {
      WalletAddress address = ListedText.address(text);
      entries.add(
          new Listing(
              address,
              saying.kind,
              PlainText.of(saying.label, MAX_LABEL),
              Optional.empty(),
              saying.chain,
              source,
              saying.date,
              seen,
              saying.status));
    } catch (InvalidArgument none) {
      reject(row, saying.label, "its address " + none.problem());
    }
  }

  void reject(String row, String name, String reason) {
    quarantined.add(
        new Quarantined(PlainText.of(row, MAX_NAME), PlainText.of(name, MAX_NAME), reason));
  }

  List<Listing> entries() {
    return entries;
  }

  List<Quarantined> quarantined() {
    return quarantined;
  }

  /**
   * Those of them that may say something of a wallet: not so what is no address of a chain that is
   * known here, as lists of sanctions have some.
   */
  List<Quarantined> unread() {
    return quarantined.stream().filter(row -> !foreign.contains(row)).toList();
  }

  /** The EVM chain of this field, if it holds a number. */
  static Optional<Chain> chain(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong() && number.asLong() > 0
        ? Optional.of(Chains.ofEip155(number.asLong()))
        : Optional.empty();
  }

  /** One exploit of approvals. */
  void revoke(String file, JsonNode exploit) {
    String name = exploit.path("name").asString("");
    if (name.isBlank() || !exploit.path("addresses").isArray()) {
      reject(file, name, "it has no name or no list of addresses");
      return;
    }
    boolean fixed = exploit.path("fixed").asBoolean(false);
    Optional<ListDate> date = ListDate.of(exploit.path("date").asString(""));
    int row = 0;
    for (JsonNode item : exploit.path("addresses")) {
      row++;
      Optional<Chain> chain = chain(item.path("chainId"));
      String where = file + " #" + row;
      if (chain.isEmpty()) {
        reject(where, name, "it has no chainId, and approvals are given on one chain");
      } else {
        Listing.Status status = fixed ? Listing.Status.FIXED : Listing.Status.LISTED;
        add(
            where,
            item.path("address").asString(""),
            new Saying(Listing.Kind.EXPLOITED_SPENDER, name, chain, date, status));
      }
    }
  }

  /** One incident with the addresses that took part. */
  void incident(int number, JsonNode incident) {
    String name = incident.path("name").asString("");
    Optional<ListDate> month = ListDate.of(incident.path("month").asString(""));
    int row = 0;
    for (JsonNode item : incident.path("addresses")) {
      row++;
      String where = "incident " + number + " #" + row;
      Optional<Listing.Kind> kind = kind(item.path("role").asString(""));
      if (kind.isEmpty()) {
        reject(where, name, "its role is none that is known here");
      } else {
        add(
            where,
            item.path("address").asString(""),
            new Saying(
                kind.get(),
                name.replace('_', ' '),
                chain(item.path("chain_id")),
                month,
                Listing.Status.LISTED));
      }
    }
    if (row == 0 && !incident.path("addresses").isArray()) {
      reject("incident " + number, name, "it has no list of addresses");
    }
  }

  private static Optional<Listing.Kind> kind(String role) {
    return switch (role.toLowerCase(Locale.ROOT)) {
      case "attacker" -> Optional.of(Listing.Kind.ATTACKER);
      case "attack_contract" -> Optional.of(Listing.Kind.ATTACK_CONTRACT);
      case "vulnerable_contract", "victim_contract", "victim" ->
          Optional.of(Listing.Kind.VICTIM_CONTRACT);
      case "white_hat" -> Optional.of(Listing.Kind.WHITE_HAT);
      default -> Optional.empty();
    };
  }

  /**
   * One line of a list of sanctions, which gives no dates; comments and empty lines say nothing.
   */
  void sanctioned(int number, String line) {
    String text = line.strip();
    if (!text.isEmpty() && !text.startsWith("#")) {
      int before = quarantined.size();
      add(
          "line " + number,
          text,
          new Saying(
              Listing.Kind.SANCTIONED,
              "on the list of sanctioned addresses",
              Optional.empty(),
              Optional.empty(),
              Listing.Status.LISTED));
      if (quarantined.size() > before && !text.startsWith("0x")) {
        foreign.add(quarantined.getLast());
      }
    }
  }
}
