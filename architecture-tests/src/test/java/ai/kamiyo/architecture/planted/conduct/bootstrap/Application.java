package ai.kamiyo.architecture.planted.conduct.bootstrap;

import java.time.Clock;

/** Planted: one of the few that may ask for the time. */
public final class Application {
  Clock clock() {
    return Clock.systemUTC();
  }
}
