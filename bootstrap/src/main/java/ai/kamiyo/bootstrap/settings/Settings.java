package ai.kamiyo.bootstrap.settings;

/** All settings, typed, immutable, read once. */
public record Settings(
    Server server,
    Feeds feeds,
    KamiyoApi api,
    Access access,
    Limits limits,
    Tokens tokens,
    Web web,
    Billing billing,
    Storage storage,
    Features features,
    Wallet wallet,
    Logging logging) {

  /** Reads and checks everything; touches nothing but the {@code .env} files. */
  public static Loading load(Sources sources) {
    Values values = Values.read(sources, Registry.all());
    return Loading.of(values, of(values));
  }

  /** Whether the server runs in production. */
  public boolean production() {
    return server.environment() == Server.Environment.PRODUCTION;
  }

  /**
   * The secret that signs. Unless one was set, it is read from KAMIYO_HOME, and made there at the
   * first call; blocks on the disk and throws {@link java.io.UncheckedIOException} if that fails.
   */
  public Secret signingSecret() {
    return tokens.secret().orElseGet(() -> KeptSecret.in(server.home(), "signing-secret"));
  }

  private static Settings of(Values values) {
    return new Settings(
        Server.of(values),
        Feeds.of(values),
        KamiyoApi.of(values),
        Access.of(values),
        Limits.of(values),
        Tokens.of(values),
        Web.of(values),
        Billing.of(values),
        Storage.of(values),
        Features.of(values),
        Wallet.of(values),
        Logging.of(values));
  }
}
