package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.RiskPriors.Year;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes protocols and base rates for tests. */
public final class Portfolio {
  /** The day of all lists made here. */
  public static final LocalDate LIST_DAY = LocalDate.of(2026, 6, 30);

  /** The day up to which the slope of size of {@link #priors()} was learnt. */
  public static final LocalDate FIT_DAY = LocalDate.of(2026, 2, 2);

  private Portfolio() {}

  public static ProtocolListing listed(String name, String category, String... chains) {
    return listing("list", Optional.empty(), name, category, false, chains);
  }

  public static ProtocolListing curated(String id, String name, String category, String... chains) {
    return listing("bundled", Optional.of(id), name, category, true, chains);
  }

  private static ProtocolListing listing(
      String list,
      Optional<String> id,
      String name,
      String category,
      boolean curated,
      String... chains) {
    List<Chain> on = Arrays.stream(chains).map(Chains::namedOrNew).toList();
    return new ProtocolListing(
        list,
        id,
        Optional.empty(),
        name,
        List.of(),
        Optional.of(Category.of(category)),
        on,
        Optional.empty(),
        Optional.empty(),
        LIST_DAY,
        curated);
  }

  public static ProtocolListing called(ProtocolListing listing, String... aliases) {
    return new ProtocolListing(
        listing.list(),
        listing.id(),
        listing.listId(),
        listing.name(),
        List.of(aliases),
        listing.category(),
        listing.chains(),
        listing.parent(),
        listing.tvl(),
        listing.day(),
        listing.curated());
  }

  public static ProtocolListing holding(ProtocolListing listing, long dollars) {
    return new ProtocolListing(
        listing.list(),
        listing.id(),
        listing.listId(),
        listing.name(),
        listing.aliases(),
        listing.category(),
        listing.chains(),
        listing.parent(),
        Optional.of(Usd.of(dollars)),
        listing.day(),
        listing.curated());
  }

  /** The same as a member of that family, under that id of its list. */
  public static ProtocolListing memberOf(String parent, String listId, ProtocolListing listing) {
    return new ProtocolListing(
        listing.list(),
        listing.id(),
        Optional.of(listId).filter(text -> !text.isEmpty()),
        listing.name(),
        listing.aliases(),
        listing.category(),
        listing.chains(),
        Optional.of(parent).filter(text -> !text.isEmpty()),
        listing.tvl(),
        listing.day(),
        listing.curated());
  }

  /** A few protocols, some of them alike. */
  public static List<ProtocolListing> universe() {
    return List.of(
        called(curated("acme", "Acme", "Lending", "Ethereum", "BSC"), "Acme Finance"),
        curated("calm", "Calm", "Liquid Staking", "Ethereum"),
        curated("vault", "Vault Exchange", "CEX", "Bitcoin"),
        listed("Twin", "Dexs", "Solana"),
        listed("Twin", "Lending", "Ethereum"),
        listed("Opus V2", "Dexs", "Ethereum"),
        listed("Opus V3", "Dexs", "Ethereum", "Polygon"));
  }

  /** Base rates in which lending is hit more often than staking, and several chains than one. */
  public static RiskPriors priors() {
    List<Year> years = new ArrayList<>();
    for (int year = 2020; year < 2026; year++) {
      years.add(new Year(year, cell("Lending", false), 3, 150));
      years.add(new Year(year, cell("Lending", true), 6, 100));
      years.add(new Year(year, cell("Dexs", false), 4, 600));
      years.add(new Year(year, cell("Dexs", true), 6, 300));
      years.add(new Year(year, cell("Liquid Staking", false), 0, 100));
      years.add(new Year(year, cell("Liquid Staking", true), 1, 50));
    }
    return new RiskPriors(years, new SizeEffect(0.3, 7), FIT_DAY, "a made-up list");
  }

  private static Cell cell(String category, boolean multi) {
    return new Cell(Category.of(category), multi);
  }
}
