package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Party;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Source;
import ai.kamiyo.domain.text.PlainText;
import java.util.List;
import java.util.Optional;

/** Bounds everything a report may carry before it is kept: third-party text is data, and finite. */
final class Caps {
  private static final int NAME = 120;
  private static final int WORDS = 200;
  private static final int SUMMARY = 1000;
  private static final int URL = 500;
  private static final int HASH = 130;
  private static final int KEY = 200;
  private static final int LIST = 50;

  private Caps() {}

  static ExploitReport bounded(ExploitReport report) {
    return new ExploitReport(
        PlainText.of(report.key(), KEY),
        report.id(),
        PlainText.of(report.protocol(), NAME),
        texts(report.aliases(), NAME),
        report.date(),
        texts(report.chains(), NAME),
        report.loss(),
        report.recovered(),
        report.rootCause(),
        texts(report.words(), WORDS),
        report.flags(),
        PlainText.of(report.summary(), SUMMARY),
        report.sources().stream().limit(LIST).map(Caps::bounded).toList(),
        report.transactions().stream().limit(LIST).map(Caps::bounded).toList(),
        report.addresses().stream().limit(LIST).map(Caps::bounded).toList(),
        report.disputeUrl().flatMap(Caps::url));
  }

  static Quarantined bounded(Quarantined row) {
    return new Quarantined(
        PlainText.of(row.row(), KEY), PlainText.of(row.name(), NAME), row.reason());
  }

  private static Source bounded(Source source) {
    return new Source(
        PlainText.of(source.name(), NAME),
        source.url().flatMap(Caps::url),
        source.loss(),
        source.words().map(words -> PlainText.of(words, WORDS)),
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

  private static List<String> texts(List<String> texts, int max) {
    return texts.stream()
        .limit(LIST)
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
