package ai.kamiyo.bootstrap.doctor;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceAdapter.Condition;
import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.Rows;
import ai.kamiyo.bootstrap.doctor.Finding.State;
import ai.kamiyo.bootstrap.settings.Database;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Problem;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Storage;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.health.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Checks settings, home folder, database, Redis, upstream and data, each by trying it. */
public final class Examination {
  private final List<Finding> findings = new ArrayList<>();

  private Examination() {}

  /** All findings, in the order an operator would mend them. */
  public static List<Finding> of(Loading loading) {
    Examination examination = new Examination();
    examination.java();
    switch (loading.forStart()) {
      case Loading.Refused refused ->
          refused.problems().forEach(p -> examination.problem(p, State.FAILED));
      case Loading.Ready ready -> {
        ready.problems().forEach(problem -> examination.problem(problem, State.WARNING));
        examination.settings(ready.settings());
      }
    }
    return examination.findings;
  }

  private void java() {
    add("java", State.OK, Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private void problem(Problem problem, State state) {
    add("settings", state, problem.toString());
  }

  private void settings(Settings settings) {
    if (findings.stream().noneMatch(finding -> finding.check().equals("settings"))) {
      add("settings", State.OK, "environment " + settings.server().environment().label());
    }
    if (home(settings.server().home())) {
      try (Application application = new Application(settings)) {
        application.start();
        health(application.health().check(), settings);
        reconciliation(application);
        quarantine(application);
      }
    }
  }

  private boolean home(Path home) {
    try {
      Files.createDirectories(home);
      Files.delete(Files.createTempFile(home, "doctor", ""));
      add("home", State.OK, home.toString());
      return true;
    } catch (IOException e) {
      add("home", State.FAILED, "KAMIYO_HOME " + home + " cannot be written: " + e.getMessage());
      return false;
    }
  }

  private void health(Health health, Settings settings) {
    if (settings.production()) {
      String refused = "this version knows no tokens, so in production every call is refused";
      add("access", State.WARNING, refused);
    }
    database(health.database(), settings.storage());
    part(
        "redis",
        health.redis(),
        settings
            .storage()
            .redis()
            .map(Url::toString)
            .orElse("REDIS_URL is unset: limits are kept in this process"));
    part(
        "upstream",
        health.api(),
        settings.api().url().map(Url::toString).orElse("KAMIYO_API_URL is unset"));
    health.data().feeds().forEach(feed -> feed(feed, health.checkedAt()));
    String incidents =
        "%,d incidents up to %s"
            .formatted(
                health.data().exploits(),
                health.data().asOf().map(LocalDate::toString).orElse("nowhere"));
    add("data", health.data().exploits() > 0 ? State.OK : State.WARNING, incidents);
  }

  private void database(Connection connection, Storage storage) {
    switch (storage.database()) {
      case Database.Embedded(var file) ->
          add(
              "database",
              connection == Connection.CONNECTED ? State.OK : State.FAILED,
              connection.label() + ", embedded in " + file);
      case Database.PostgreSql named -> {
        Condition found = PersistenceAdapter.condition(Rows.postgreSql(named, storage));
        State state = found.current() ? State.OK : found.answers() ? State.WARNING : State.FAILED;
        add("database", state, named + ": " + found.detail());
      }
    }
  }

  private void part(String name, Connection connection, String detail) {
    State state =
        switch (connection) {
          case CONNECTED -> State.OK;
          case NOT_CONFIGURED -> State.NOTE;
          case DEGRADED, DISCONNECTED -> State.WARNING;
        };
    add(name, state, connection.label().replace('_', ' ') + "; " + detail);
  }

  private void feed(FeedStatus feed, Instant now) {
    String holds =
        "%,d reports, newest of %s, %,d quarantined"
            .formatted(
                feed.reports(),
                feed.asOf().map(LocalDate::toString).orElse("no day"),
                feed.quarantined());
    String age = feed.fetchedAt().map(at -> ", read " + ago(Duration.between(at, now))).orElse("");
    String stale = feed.stale() ? ", stale" : "";
    String error = feed.lastError().map(e -> e + "; ").orElse("");
    add(
        "feed " + feed.name(),
        feed.lastError().isPresent() || feed.stale() ? State.WARNING : State.OK,
        error + holds + age + stale);
  }

  private static String ago(Duration age) {
    if (age.toMinutes() < 2) {
      return Math.max(0, age.toSeconds()) + " s ago";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
  }

  /** What the API counts, against what was read from it. */
  private void reconciliation(Application application) {
    try {
      application
          .kamiyo()
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void quarantine(Application application) {
    application
        .kamiyo()
        .quarantined()
        .forEach(row ->
            add("quarantined", State.NOTE, row.row() + " " + row.name() + ": " + row.reason()));
  }

  private void add(String check, State state, String detail) {
    findings.add(new Finding(check, state, detail));
  }
}
