package ai.kamiyo.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where incidents come from, and how fresh they must be.
 *
 * @param offline forbids every outgoing data request
 * @param listings sources of listed addresses by name ({@code revoke}, {@code ofac})
 */
public record Feeds(
    List<Feed> sources,
    boolean offline,
    Duration refresh,
    Duration maxStaleness,
    Url defiLlamaUrl,
    Optional<Secret> defiLlamaKey,
    Map<String, Url> listings) {
  static final Setting<List<Feed>> KAMIYO_FEEDS =
      Setting.of(
              "KAMIYO_FEEDS",
              Kinds.words(List.of(Feed.values()), Feed::label),
              "Comma list of the feeds that incidents come from: `kamiyo`, `kamiyo-db`,"
                  + " `defillama`, `bundled`, `imported`; `kamiyo-db` is the table `exploits` of the"
                  + " PostgreSQL in DATABASE_URL, with `kamiyo` read only while the API fails.")
          .byDefault(
              "`kamiyo,imported` if KAMIYO_API_URL is set, else `bundled,imported`",
              values ->
                  values.set(KamiyoApi.KAMIYO_API_URL).isPresent()
                      ? List.of(Feed.KAMIYO, Feed.IMPORTED)
                      : List.of(Feed.BUNDLED, Feed.IMPORTED));
  static final Setting<Boolean> KAMIYO_OFFLINE =
      Setting.of("KAMIYO_OFFLINE", Kinds.flag(), "`true` forbids every outgoing data request.")
          .byDefault("false");
  static final Setting<Duration> KAMIYO_REFRESH_SECONDS =
      Setting.of(
              "KAMIYO_REFRESH_SECONDS",
              Kinds.seconds(1, 86_400),
              "How often a running server looks for new data, imports included (DefiLlama: at"
                  + " least 3600).")
          .byDefault("300");
  static final Setting<Duration> KAMIYO_MAX_STALENESS_SECONDS =
      Setting.of(
              "KAMIYO_MAX_STALENESS_SECONDS",
              Kinds.seconds(1, 31_536_000),
              "A live feed that was last read longer ago is called stale.")
          .byDefault("86400");
  static final Setting<Url> DEFILLAMA_API_URL =
      Setting.of("DEFILLAMA_API_URL", Urls.http("https://api.llama.fi"), "Where DefiLlama answers.")
          .byDefault("https://api.llama.fi");
  static final Setting<Secret> DEFILLAMA_API_KEY =
      Setting.of("DEFILLAMA_API_KEY", Secrets.any(), "DefiLlama's API key; selects its paid path.");
  static final Setting<Map<String, Url>> KAMIYO_LISTING_FEEDS =
      Setting.of(
              "KAMIYO_LISTING_FEEDS",
              Urls.byName(
                  "revoke=URL,ofac=URL (either or both)",
                  "revoke=https://example.org/exploits,ofac=https://example.org/eth.txt",
                  List.of("revoke", "ofac")),
              "Listed addresses refreshed daily; `revoke` is the folder that holds its"
                  + " `index.json`.")
          .notYetUsed();

  static final List<Setting<?>> ALL =
      List.of(
          KAMIYO_FEEDS,
          KAMIYO_OFFLINE,
          KAMIYO_REFRESH_SECONDS,
          KAMIYO_MAX_STALENESS_SECONDS,
          DEFILLAMA_API_URL,
          DEFILLAMA_API_KEY,
          KAMIYO_LISTING_FEEDS);

  static Feeds of(Values values) {
    boolean asksApi = values.get(KAMIYO_FEEDS).contains(Feed.KAMIYO);
    if (asksApi && values.set(KamiyoApi.KAMIYO_API_URL).isEmpty()) {
      values.reject(KAMIYO_FEEDS, "names kamiyo, which needs KAMIYO_API_URL");
    }
    boolean asksTable = values.get(KAMIYO_FEEDS).contains(Feed.KAMIYO_DB);
    if (asksTable && !(values.get(Storage.DATABASE_URL) instanceof Database.PostgreSql)) {
      values.reject(KAMIYO_FEEDS, "names kamiyo-db, which needs a PostgreSQL in DATABASE_URL");
    }
    return new Feeds(
        values.get(KAMIYO_FEEDS),
        values.get(KAMIYO_OFFLINE),
        values.get(KAMIYO_REFRESH_SECONDS),
        values.get(KAMIYO_MAX_STALENESS_SECONDS),
        values.get(DEFILLAMA_API_URL),
        values.find(DEFILLAMA_API_KEY),
        values.find(KAMIYO_LISTING_FEEDS).orElse(Map.of()));
  }

  /** A source of incidents. */
  public enum Feed {
    KAMIYO,
    KAMIYO_DB,
    DEFILLAMA,
    BUNDLED,
    IMPORTED;

    /** The name as settings and answers spell it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
