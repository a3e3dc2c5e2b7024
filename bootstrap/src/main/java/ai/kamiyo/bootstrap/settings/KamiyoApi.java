package ai.kamiyo.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The KAMIYO API that the feed and the health check ask. */
public record KamiyoApi(Optional<Url> url, Optional<Secret> key, Duration timeout) {
  static final Setting<Url> KAMIYO_API_URL =
      Setting.of(
          "KAMIYO_API_URL",
          Urls.http("https://api.kamiyo.ai"),
          "Where the KAMIYO API answers; required in production.");
  static final Setting<Secret> KAMIYO_API_KEY =
      Setting.of(
          "KAMIYO_API_KEY",
          Secrets.any(),
          "Key for the KAMIYO API; without one none is sent, and a price it asks is never paid.");
  static final Setting<Duration> KAMIYO_API_TIMEOUT =
      Setting.of(
              "KAMIYO_API_TIMEOUT",
              Kinds.seconds(1, 300),
              "Seconds to wait for one answer of the KAMIYO API.")
          .byDefault("30");

  static final List<Setting<?>> ALL = List.of(KAMIYO_API_URL, KAMIYO_API_KEY, KAMIYO_API_TIMEOUT);

  static KamiyoApi of(Values values) {
    return new KamiyoApi(
        values.find(KAMIYO_API_URL), values.find(KAMIYO_API_KEY), values.get(KAMIYO_API_TIMEOUT));
  }
}
