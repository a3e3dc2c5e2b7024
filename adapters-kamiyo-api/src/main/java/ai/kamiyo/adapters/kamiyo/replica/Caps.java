package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.ListedProtocol;
import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Party;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bounds everything a report may carry before it is kept: third-party text is data, and finite. */
final class Caps {
  private static final int NAME = 120;
  private static final int WORDS = 200;
  private static final int SUMMARY = 1000;
  private static final int URL = 500;
  private static final int HASH = 130;
  private static final int KEY = 200;
  private static final int LIST = 50;
  private static final int PROTOCOL_LIST = 200;
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,40}(\\.\\d{1,400})?");

  private Caps() {}

  /** What is kept of a delivery; a report of which too little is left is none. */
  static Delivery bounded(Delivery delivery) {
    List<ExploitReport> reports = new ArrayList<>();
    List<Quarantined> unreadable = new ArrayList<>();
    for (ExploitReport report : delivery.reports()) {
      ExploitReport bounded = bounded(report);
      Optional<String> lack = lack(bounded);
      if (lack.isEmpty()) {
        reports.add(bounded);
      } else {
        unreadable.add(new Quarantined(bounded.key(), bounded.protocol(), lack.get()));
      }
    }
    delivery.unreadable().forEach(row -> unreadable.add(bounded(row)));
    return new Delivery(reports, unreadable, delivery.asOf());
  }

  /** What a report must have and this one has not, once what cannot be seen is taken away. */
  private static Optional<String> lack(ExploitReport report) {
    if (report.key().isEmpty()) {
      return Optional.of("it has no key");
    }
    if (report.protocol().isEmpty()) {
      return Optional.of("it has no protocol");
    }
    return report.sources().isEmpty() ? Optional.of("it has no source") : Optional.empty();
  }

  private static ExploitReport bounded(ExploitReport report) {
    return new ExploitReport(
        PlainText.of(report.key(), KEY),
        report.id(),
        PlainText.of(report.protocol(), NAME),
        texts(report.aliases(), NAME, LIST),
        texts(report.listIds(), NAME, LIST),
        report.date(),
        texts(report.chains(), NAME, LIST),
        report.loss(),
        report.recovered(),
        report.rootCause(),
        texts(report.words(), WORDS, LIST),
        report.flags(),
        PlainText.of(report.summary(), SUMMARY),
        report.sources().stream()
            .limit(LIST)
            .map(Caps::bounded)
            .filter(source -> !source.name().isEmpty())
            .toList(),
        report.transactions().stream()
            .limit(LIST)
            .map(Caps::bounded)
            .filter(transaction -> !transaction.hash().isEmpty())
            .toList(),
        report.addresses().stream()
            .limit(LIST)
            .map(Caps::bounded)
            .filter(party -> !party.address().isEmpty())
            .toList(),
        report.disputeUrl().flatMap(Caps::url));
  }

  private static Quarantined bounded(Quarantined row) {
    return new Quarantined(
        PlainText.of(row.row(), KEY), PlainText.of(row.name(), NAME), row.reason());
  }

  static ListedProtocol bounded(ListedProtocol protocol) {
    return new ListedProtocol(
        PlainText.of(protocol.id(), NAME),
        protocol.listId().map(id -> PlainText.of(id, NAME)),
        PlainText.of(protocol.name(), NAME),
        texts(protocol.aliases(), NAME, PROTOCOL_LIST),
        PlainText.of(protocol.category(), NAME),
        texts(protocol.chains(), NAME, PROTOCOL_LIST),
        protocol.parent().map(parent -> PlainText.of(parent, NAME)),
        protocol.tvl());
  }

  /** Whether this text is a number as we write it: a few characters may mean millions of digits. */
  static boolean isAmount(String text) {
    return AMOUNT.matcher(text).matches();
  }

  private static Source bounded(Source source) {
    return new Source(
        PlainText.of(source.name(), NAME),
        source.url().flatMap(Caps::url),
        source.loss(),
        source.words().map(words -> PlainText.of(words, WORDS)).filter(w -> !w.isEmpty()),
        source.victimStatement());
  }

  private static Reference bounded(Reference transaction) {
    return new Reference(chain(transaction.chain()), PlainText.of(transaction.hash(), HASH));
  }

  private static Party bounded(Party party) {
    return new Party(PlainText.of(party.address(), HASH), party.role(), chain(party.chain()));
  }

  private static Optional<String> chain(Optional<String> chain) {
    return chain.map(name -> PlainText.of(name, NAME)).filter(name -> !name.isEmpty());
  }

  private static List<String> texts(List<String> texts, int max, int most) {
    return texts.stream()
        .limit(most)
        .map(text -> PlainText.of(text, max))
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** A web address as it stands; anything else, a script's or a file's say, is left out. */
  private static Optional<String> url(String url) {
    String clean = PlainText.of(url, URL + 1);
    boolean web = clean.startsWith("https://") || clean.startsWith("http://");
    return web && clean.length() <= URL && clean.indexOf(' ') < 0
        ? Optional.of(clean)
        : Optional.empty();
  }
}
