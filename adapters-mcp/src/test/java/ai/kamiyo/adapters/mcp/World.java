package ai.kamiyo.adapters.mcp;

import ai.kamiyo.application.access.ShowAccount;
import ai.kamiyo.application.call.ToolCallGate;
import ai.kamiyo.application.exploit.FindExploit;
import ai.kamiyo.application.exploit.SearchExploits;
import ai.kamiyo.application.exploit.SuggestNames;
import ai.kamiyo.application.health.CheckHealth;
import ai.kamiyo.application.risk.AssessProtocolRisk;
import ai.kamiyo.application.wallet.CheckWalletInteractions;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.RateLimiter;
import ai.kamiyo.domain.access.RateLimiters;
import ai.kamiyo.domain.access.RateLimits;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.ToolUse;
import ai.kamiyo.domain.access.WindowUse;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.DataStatus.FeedStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitPage;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.ExploitSearch;
import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.exploit.KnownNames;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.health.Connection;
import ai.kamiyo.domain.risk.RiskQuestion;
import ai.kamiyo.domain.risk.RiskReport;
import ai.kamiyo.domain.text.Choices;
import ai.kamiyo.domain.text.Suggestions;
import ai.kamiyo.domain.wallet.WalletMonitor;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import ai.kamiyo.domain.wallet.WalletScreening;
import ai.kamiyo.domain.wallet.Wallets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server over fakes, whose every part a test may change. */
public final class World {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  public static final McpSettings SETTINGS =
      new McpSettings(
          "kamiyo-security",
          "0.1.0",
          "Crypto exploit intelligence",
          "development",
          "https://kamiyo.example/pricing",
          "https://kamiyo.example/support",
          true);

  public McpSettings settings = SETTINGS;
  public List<Exploit> exploits = List.of();
  public List<Group> groups = List.of();
  public Entitlement entitlement = entitled(Tier.ENTERPRISE);
  public RateLimiter.Decision decision = (RateLimiter.Permit) () -> {};
  public DataStatus data = status(false);
  public boolean windowCovered = true;
  public long totalMatching = -1;
  public boolean analytics = true;
  public Function<RiskQuestion, RiskReport> risk = Risks::assess;
  public Connection api = Connection.NOT_CONFIGURED;
  public Function<ExploitQuery, ExploitPage> search = this::page;
  public Function<WalletQuery, WalletReport> wallet = World::unlisted;
  public final List<WalletQuery> walletQueries = new CopyOnWriteArrayList<>();
  public Function<ExploitId, Optional<Exploit>> find = this::exploit;
  public final List<ExploitQuery> queries = new CopyOnWriteArrayList<>();
  public final List<ToolUse> uses = new CopyOnWriteArrayList<>();

  public static Entitlement entitled(Tier tier) {
    return new Entitlement.Entitled(tier, Optional.empty());
  }

  public static DataStatus status(boolean stale) {
    Optional<LocalDate> asOf = Optional.of(LocalDate.parse("2026-10-31"));
    return new DataStatus(
        asOf,
        List.of(
            new FeedStatus("bundled", asOf, 3_600, 12, Optional.empty(), Optional.empty(), false),
            new FeedStatus(
                "defillama",
                asOf,
                500,
                0,
                Optional.of(NOW),
                stale ? Optional.of("answered \u001B[31m500") : Optional.empty(),
                stale)),
        3_000,
        stale);
  }

  public McpAdapter adapter() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Map<Tier, RateLimits> limits = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      limits.put(tier, new RateLimits(30, 1000));
    }
    ToolCallGate gate = new ToolCallGate(id -> entitlement, limiter(), limits, uses::add, clock);
    CheckHealth health =
        new CheckHealth(
            new CheckHealth.Probes(
                () -> api, () -> Connection.CONNECTED, () -> Connection.NOT_CONFIGURED),
            port(),
            clock);
    return new McpAdapter(
        settings,
        new McpAdapter.UseCases(
            new SearchExploits(gate, port()),
            new FindExploit(gate, port()),
            new SuggestNames(names()),
            new AssessProtocolRisk(gate, question -> risk.apply(question), analytics),
            wallets(gate),
            health,
            new ShowAccount(id -> entitlement, limiter(), limits)),
        () -> new byte[32]);
  }

  private RateLimiter limiter() {
    RateLimiter deciding = RateLimiters.deciding((id, l) -> decision);
    return new RateLimiter() {
      @Override
      public Decision acquire(CustomerId customer, RateLimits limits) {
        return deciding.acquire(customer, limits);
      }

      @Override
      public List<WindowUse> used(CustomerId customer, RateLimits limits) {
        return List.of(
            new WindowUse(Window.MINUTE, limits.perMinute(), 3, NOW.plusSeconds(60)),
            new WindowUse(Window.DAY, limits.perDay(), 7, NOW.plusSeconds(43_200)));
      }
    };
  }

  private KnownNames names() {
    return new KnownNames() {
      @Override
      public Suggestions protocols(String begun, int max) {
        return suggested(begun, max, exploit -> exploit.victim().name());
      }

      @Override
      public Suggestions exploits(String begun, int max) {
        return suggested(begun, max, exploit -> exploit.id().value());
      }
    };
  }

  private Suggestions suggested(String begun, int max, Function<Exploit, String> value) {
    return new Choices(
            exploits.stream().map(value).map(v -> new Choices.Choice(v, List.of())).toList())
        .startingWith(begun, max);
  }

  private CheckWalletInteractions wallets(ToolCallGate gate) {
    WalletMonitor monitor =
        new WalletMonitor() {
          @Override
          public WalletReport check(WalletQuery query) {
            walletQueries.add(query);
            return wallet.apply(query);
          }

          @Override
          public List<Chain> chains() {
            return List.of(Chains.ofEip155(31_337));
          }
        };
    return new CheckWalletInteractions(gate, monitor);
  }

  /** Nothing listed, and no evidence. */
  private static WalletReport unlisted(WalletQuery query) {
    return new WalletScreening(Wallets.lists())
        .report(query.address(), List.of(), Optional.of("set WALLET_EVIDENCE"));
  }

  private ExploitSearch port() {
    return new ExploitSearch() {
      @Override
      public ExploitPage search(ExploitQuery query) {
        queries.add(query);
        return search.apply(query);
      }

      @Override
      public Optional<Exploit> find(ExploitId id) {
        return find.apply(id);
      }

      @Override
      public DataStatus status() {
        return data;
      }
    };
  }

  private Optional<Exploit> exploit(ExploitId id) {
    return exploits.stream()
        .filter(e -> e.id().equals(id) || e.formerIds().contains(id))
        .findFirst();
  }

  /** The next exploits in the order they are in, whatever the filters. */
  public ExploitPage page(ExploitQuery query) {
    int from = Math.min(query.served(), exploits.size());
    int to = Math.min(from + query.pageSize(), exploits.size());
    List<Exploit> page = new ArrayList<>(exploits.subList(from, to));
    Optional<Cursor> next =
        to < exploits.size() && !page.isEmpty()
            ? Optional.of(after(query, page.getLast(), to))
            : Optional.empty();
    Usd loss = exploits.stream().flatMap(e -> e.loss().usd().stream()).reduce(Usd.ZERO, Usd::plus);
    long total = totalMatching < 0 ? exploits.size() : totalMatching;
    return new ExploitPage(page, total, loss, groups, next, false, windowCovered, data);
  }

  private static Cursor after(ExploitQuery query, Exploit last, int served) {
    return new Cursor(
        query.fingerprint(),
        List.of(1.5f),
        0.25f,
        last.loss().usd(),
        last.date(),
        last.id(),
        served);
  }
}
