package ai.kamiyo.adapters.kamiyo;

import ai.kamiyo.adapters.kamiyo.KamiyoSettings.Upstream;
import ai.kamiyo.adapters.kamiyo.feed.Census;
import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolList;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues;
import ai.kamiyo.adapters.kamiyo.replica.Catalogues.Freshness;
import ai.kamiyo.adapters.kamiyo.replica.Importer;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport;
import ai.kamiyo.adapters.kamiyo.replica.ProtocolLists;
import ai.kamiyo.adapters.kamiyo.replica.Replica;
import ai.kamiyo.adapters.kamiyo.risk.PriorsFile;
import ai.kamiyo.adapters.kamiyo.risk.ReplicaRiskAssessment;
import ai.kamiyo.adapters.kamiyo.search.LuceneExploitSearch;
import ai.kamiyo.adapters.kamiyo.search.SnapshotNames;
import ai.kamiyo.adapters.kamiyo.wallet.ListingFormat;
import ai.kamiyo.adapters.kamiyo.wallet.WalletChecks;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.adapters.kamiyo.web.WebFailure;
import ai.kamiyo.adapters.kamiyo.web.WebServer;
import ai.kamiyo.domain.exploit.ExploitFeed;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.exploit.KnownNames;
import ai.kamiyo.domain.exploit.SharedCopies;
import ai.kamiyo.domain.health.HealthProbe;
import ai.kamiyo.domain.health.Outlook;
import ai.kamiyo.domain.risk.RiskAssessment;
import ai.kamiyo.domain.wallet.WalletMonitor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The door of this module: incidents, found and imported. Nothing is loaded before {@link #start}.
 * Thread-safe.
 */
public final class KamiyoAdapter implements AutoCloseable {
  private static final String PROTOCOLS = "protocols";

  private final Catalogues catalogues;
  private final Replica replica;
  private final ExploitSearch search;
  private final KnownNames names;
  private final RiskAssessment risk;
  private final HealthProbe api;
  private final WalletChecks wallet;
  private final KamiyoSettings settings;
  private final Clock clock;

  public KamiyoAdapter(KamiyoSettings settings, Clock clock) {
    this(settings, Optional.empty(), SharedCopies.none(), clock);
  }

  /**
   * With what other adapters have.
   *
   * @param table the backend's own table of exploits, which the feed {@code kamiyo-db} names
   * @param shared what other installations have read of the same feeds
   */
  public KamiyoAdapter(
      KamiyoSettings settings, Optional<ExploitFeed> table, SharedCopies shared, Clock clock) {
    catalogues = new Catalogues(settings.home(), shared, clock);
    replica =
        catalogues.replica(
            settings.feeds(),
            new UpstreamFeeds(settings, table, clock).all(),
            new Freshness(settings.refresh(), settings.offline(), settings.maxStaleness()));
    search = new LuceneExploitSearch(replica, clock);
    ProtocolLists lists = catalogues.protocolLists(settings.feeds());
    names = new SnapshotNames(replica, lists::listings);
    risk = new ReplicaRiskAssessment(replica, lists::listings, PriorsFile::shipped, clock);
    api = ApiProbe.of(settings, clock);
    wallet = new WalletChecks(settings, replica, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Begins to load the incidents in the background, and to read live feeds; public ones wait until
   * somebody asks for incidents.
   */
  public void start() {
    replica.start();
    wallet.start();
  }

  /** Begins to read public feeds too, as a server does that many share. */
  public void startPublic() {
    replica.startPublic();
  }

  public ExploitSearch exploitSearch() {
    return search;
  }

  public WalletMonitor walletMonitor() {
    return wallet.monitor();
  }

  /** The names of the formats that can be imported. */
  public static List<String> importFormats() {
    List<String> names = new ArrayList<>();
    Arrays.stream(ImportFormat.values()).forEach(format -> names.add(format.label()));
    names.add(PROTOCOLS);
    Arrays.stream(ListingFormat.values()).forEach(format -> names.add(format.label()));
    return names;
  }

  /** What imports files of this format, one of those that can be. */
  public Importer importer(String format) {
    if (format.equals(PROTOCOLS)) {
      return catalogues.protocolImport();
    }
    return wallet
        .importer(format)
        .or(() -> ImportFormat.named(format).map(f -> incidentImport().as(f)))
        .orElseThrow();
  }

  /** The names of protocols and exploits there are. */
  public KnownNames knownNames() {
    return names;
  }

  public RiskAssessment riskAssessment() {
    return risk;
  }

  /** Tries the KAMIYO API, if one is configured. */
  public HealthProbe apiProbe() {
    return api;
  }

  /** What a server that starts now may expect of the KAMIYO API; blocks while it is asked. */
  public Outlook outlook() {
    try {
      return hasCopyOfApi() ? Outlook.COPY : ApiProbe.outlook(settings, clock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outlook.SILENT;
    }
  }

  /** Whether what was read from the KAMIYO API, now or earlier, is on disk. */
  private boolean hasCopyOfApi() {
    return catalogues.copy("kamiyo").isPresent();
  }

  /**
   * What the KAMIYO API says of itself, and where its counts differ from ours by more than a
   * twentieth; empty if none is configured. Blocks for seconds.
   */
  public Optional<Reconciliation> reconciliation() throws InterruptedException {
    if (settings.offline() || settings.upstream().isEmpty()) {
      return Optional.empty();
    }
    Upstream upstream = settings.upstream().get();
    try (WebServer server = ApiProbe.server(upstream, clock)) {
      Census census = new Census(server, path -> ApiProbe.address(upstream, path));
      String condition = census.condition();
      Optional<FeedCopy> copy = catalogues.copy("kamiyo");
      if (copy.isEmpty()) {
        return Optional.of(new Reconciliation(condition, List.of(), Optional.empty()));
      }
      LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
      List<String> differences =
          census.figures(copy.get(), today).stream()
              .filter(Census.Figure::differs)
              .map(f -> "%s: %,d there, %,d here".formatted(f.what(), f.there(), f.here()))
              .toList();
      return Optional.of(new Reconciliation(condition, differences, Optional.empty()));
    } catch (WebFailure failure) {
      return Optional.of(new Reconciliation("", List.of(), Optional.of(failure.problem())));
    }
  }

  /**
   * The API's own account.
   *
   * @param condition what it says of itself
   * @param differences figures that are not as it counts them
   * @param failure why the counts could not be had
   */
  public record Reconciliation(
      String condition, List<String> differences, Optional<String> failure) {}

  /**
   * DefiLlama's protocols, if that feed takes part. Blocks for seconds if they are not read yet.
   */
  public Optional<Protocols> protocols() throws InterruptedException {
    return replica
        .protocols()
        .map(state -> {
          ProtocolList held =
              catalogues
                  .protocols()
                  .orElse(new ProtocolList(List.of(), 0, Instant.EPOCH, Validators.NONE));
          return new Protocols(
              held.protocols().size(), held.unreadable(), state.fetchedAt(), state.error());
        });
  }

  /**
   * A list of protocols.
   *
   * @param unreadable rows that are no protocol
   * @param fetchedAt when it was last read without error
   * @param lastError what is wrong now
   */
  public record Protocols(
      int known, int unreadable, Optional<Instant> fetchedAt, Optional<String> lastError) {}

  public IncidentImport incidentImport() {
    return catalogues.incidentImport();
  }

  /** What the current data hold back, and why. */
  public List<Quarantined> quarantined() {
    return replica.awaited().quarantined();
  }

  @Override
  public void close() {
    wallet.close();
    replica.close();
  }
}
