package ai.kamiyo.adapters.kamiyo.search;

import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.DateRange;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Sort;
import ai.kamiyo.domain.exploit.Usd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What agents and people ask for, in about the mixture in which they do. */
final class Queries {
  private static final List<String> TEXTS =
      List.of(
          "Curve",
          "Euler Finance",
          "Axie Bridge",
          "beanstalk farm",
          "nomad bridge 2022",
          "ronin",
          "flash loan",
          "flashloan price manipulation",
          "reentrancy",
          "read-only reentrancy vault",
          "private key",
          "oracle manipulation ethereum",
          "rug pull bsc",
          "donation attack",
          "governance",
          "Crve",
          "Eular",
          "axie brigde 2022",
          "beanstlak",
          "what happened to cream finance",
          "bridge validator message forged",
          "uninitialized proxy upgrade",
          "tornado mixer laundered",
          "curvefinance",
          "zzz quux nothing");

  private Queries() {}

  /** First pages, and the second pages of those that have one. */
  static List<ExploitQuery> over(ExploitIndex index) {
    List<ExploitQuery> queries = new ArrayList<>();
    TEXTS.forEach(text -> queries.add(first(text(text), Sort.RELEVANCE, Optional.empty())));
    Filters bsc = filters(Optional.empty(), "bsc", "2022-01-01", 0, Optional.empty());
    Filters large = filters(Optional.empty(), "", "", 10_000_000, Optional.empty());
    Filters recent = filters(Optional.empty(), "", "2026-01-01", 0, Optional.empty());
    Filters curve = filters(Optional.empty(), "", "", 0, Optional.of("curve"));
    Filters flashOnBsc = filters(Optional.of("flash loan"), "bsc", "", 0, Optional.empty());
    Filters largeKeys =
        filters(Optional.of("private key"), "", "2021-01-01", 1_000_000, Optional.empty());
    queries.add(first(bsc, Sort.NEWEST, Optional.empty()));
    queries.add(first(large, Sort.LARGEST_LOSS, Optional.empty()));
    queries.add(first(recent, Sort.NEWEST, Optional.empty()));
    queries.add(first(curve, Sort.NEWEST, Optional.empty()));
    queries.add(first(flashOnBsc, Sort.RELEVANCE, Optional.empty()));
    queries.add(first(flashOnBsc, Sort.LARGEST_LOSS, Optional.of(Grouping.MONTH)));
    queries.add(first(largeKeys, Sort.RELEVANCE, Optional.empty()));
    queries.add(first(largeKeys, Sort.NEWEST, Optional.of(Grouping.CHAIN)));
    queries.add(first(text("bridge"), Sort.LARGEST_LOSS, Optional.empty()));
    queries.add(first(text("reentrancy"), Sort.NEWEST, Optional.of(Grouping.PROTOCOL)));
    queries.add(first(Filters.NONE, Sort.NEWEST, Optional.empty()));
    queries.add(first(Filters.NONE, Sort.LARGEST_LOSS, Optional.of(Grouping.ROOT_CAUSE)));
    for (ExploitQuery query : List.copyOf(queries).subList(6, 9)) {
      index
          .search(query)
          .next()
          .ifPresent(next ->
              queries.add(
                  new ExploitQuery(
                      query.filters(),
                      query.sort(),
                      query.groupBy(),
                      query.limit(),
                      query.maxResults(),
                      Optional.of(next))));
    }
    return queries;
  }

  private static ExploitQuery first(Filters filters, Sort sort, Optional<Grouping> groupBy) {
    return ExploitQuery.first(filters, sort, groupBy, ExploitQuery.DEFAULT_LIMIT);
  }

  private static Filters text(String text) {
    return filters(Optional.of(text), "", "", 0, Optional.empty());
  }

  private static Filters filters(
      Optional<String> text, String chain, String since, long minLoss, Optional<String> protocol) {
    return new Filters(
        text,
        new DateRange(
            since.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(since)),
            Optional.empty()),
        Optional.empty(),
        Chains.named(chain),
        protocol,
        minLoss == 0 ? Optional.empty() : Optional.of(Usd.of(minLoss)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
