package ai.kamiyo.bootstrap.doctor;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.KamiyoAdapter.Protocols;
import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.bootstrap.doctor.Finding.State;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What is known, how old each part of it is, what is held back, and what the source counts. */
final class DataFindings {
  private final KamiyoAdapter kamiyo;
  private final Health health;
  private final List<Finding> findings;

  DataFindings(KamiyoAdapter kamiyo, Health health, List<Finding> findings) {
    this.kamiyo = kamiyo;
    this.health = health;
    this.findings = findings;
  }

  void add() {
    health.data().feeds().forEach(this::feed);
    String incidents =
        "%,d incidents up to %s"
            .formatted(
                health.data().exploits(),
                health.data().asOf().map(LocalDate::toString).orElse("nowhere"));
    add("data", health.data().exploits() > 0 ? State.OK : State.WARNING, incidents);
    try {
      kamiyo.protocols().ifPresent(this::protocols);
      reconciliation();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    quarantine();
  }

  private void feed(FeedStatus feed) {
    String holds =
        "%,d reports, newest of %s, %,d quarantined"
            .formatted(
                feed.reports(),
                feed.asOf().map(LocalDate::toString).orElse("no day"),
                feed.quarantined());
    String stale = feed.stale() ? ", stale" : "";
    String error = feed.lastError().map(e -> e + "; ").orElse("");
    add(
        "feed " + feed.name(),
        feed.lastError().isPresent() || feed.stale() ? State.WARNING : State.OK,
        error + holds + feed.fetchedAt().map(this::age).orElse("") + stale);
  }

  private void protocols(Protocols list) {
    String error = list.lastError().map(e -> e + "; ").orElse("");
    String unread = list.unreadable() > 0 ? ", %,d rows unread".formatted(list.unreadable()) : "";
    add(
        "protocols defillama",
        list.lastError().isPresent() ? State.WARNING : State.OK,
        error
            + "%,d protocols".formatted(list.known())
            + unread
            + list.fetchedAt().map(this::age).orElse(""));
  }

  private String age(Instant read) {
    return ", read " + ago(Duration.between(read, health.checkedAt()));
  }

  private static String ago(Duration age) {
    if (age.toMinutes() < 2) {
      return Math.max(0, age.toSeconds()) + " s ago";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
  }

  /** What the API counts, against what was read from it. */
  private void reconciliation() throws InterruptedException {
    kamiyo
        .reconciliation()
        .ifPresent(account -> {
          if (!account.condition().isEmpty()) {
            add("upstream says", State.NOTE, account.condition());
          }
          account
              .failure()
              .ifPresent(
                  failure -> add("reconciliation", State.WARNING, "not possible: " + failure));
          account
              .differences()
              .forEach(difference -> add("reconciliation", State.WARNING, difference));
        });
  }

  private void quarantine() {
    kamiyo
        .quarantined()
        .forEach(row ->
            add("quarantined", State.NOTE, row.row() + " " + row.name() + ": " + row.reason()));
  }

  private void add(String check, State state, String detail) {
    findings.add(new Finding(check, state, detail));
  }
}
