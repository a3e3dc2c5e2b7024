package ai.kamiyo.bootstrap.doctor;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.adapters.persistence.PersistenceAdapter.Condition;
import ai.kamiyo.application.health.CheckHealth.Health;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.Rows;
import ai.kamiyo.bootstrap.StartTrial;
import ai.kamiyo.bootstrap.doctor.Finding.State;
import ai.kamiyo.bootstrap.settings.Database;
import ai.kamiyo.bootstrap.settings.Loading;
import ai.kamiyo.bootstrap.settings.Problem;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Storage;
import ai.kamiyo.bootstrap.settings.Url;
import ai.kamiyo.domain.health.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks settings, home folder, database, Redis, upstream, keys, Stripe and data by trying them.
 */
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
        Health health = application.health().check();
        health(health, settings);
        StartTrial trial = new StartTrial(settings, application);
        tokens(trial, settings);
        stripe(trial, settings);
        trial.reasons().forEach(reason -> add("serve", State.FAILED, reason));
        new DataFindings(application.kamiyo(), health, findings).add();
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
    database(health.database(), settings);
    part(
        "redis",
        health.redis(),
        settings
            .storage()
            .redis()
            .map(url -> url + ": " + PersistenceAdapter.redisCondition(url.uri()))
            .orElse("REDIS_URL is unset: limits are kept in this process"));
    part(
        "upstream",
        health.api(),
        settings.api().url().map(Url::toString).orElse("KAMIYO_API_URL is unset"));
  }

  private void tokens(StartTrial trial, Settings settings) {
    Optional<String> fault = trial.signing();
    State bad = settings.production() ? State.FAILED : State.WARNING;
    add(
        "tokens",
        fault.isPresent() ? bad : State.OK,
        fault.orElse("signed with " + settings.tokens().algorithm().label()));
  }

  private void stripe(StartTrial trial, Settings settings) {
    if (settings.billing().secretKey().isEmpty()) {
      add("stripe", State.NOTE, "not configured; STRIPE_SECRET_KEY is unset: nothing is sold");
      return;
    }
    Optional<String> fault = trial.seller();
    add(
        "stripe",
        fault.isPresent() ? State.WARNING : State.OK,
        fault.orElse("connected; " + StartTrial.stripeAddress(settings)));
  }

  /** Development starts without one, and warns. */
  private void database(Connection connection, Settings settings) {
    Storage storage = settings.storage();
    State dead = settings.production() ? State.FAILED : State.WARNING;
    switch (storage.database()) {
      case Database.Embedded(var file) ->
          add(
              "database",
              connection == Connection.CONNECTED ? State.OK : dead,
              connection.label() + ", embedded in " + file);
      case Database.PostgreSql named -> {
        Condition found = PersistenceAdapter.condition(Rows.postgreSql(named, storage));
        State state = found.current() ? State.OK : found.answers() ? State.WARNING : dead;
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

  private void add(String check, State state, String detail) {
    findings.add(new Finding(check, state, detail));
  }
}
