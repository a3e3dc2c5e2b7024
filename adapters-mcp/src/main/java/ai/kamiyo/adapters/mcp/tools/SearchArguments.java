package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.Cursor;
import ai.kamiyo.domain.exploit.DateRange;
import ai.kamiyo.domain.exploit.ExploitQuery;
import ai.kamiyo.domain.exploit.Filters;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.Grouping;
import ai.kamiyo.domain.exploit.Labelled;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Sort;
import ai.kamiyo.domain.exploit.Status;
import ai.kamiyo.domain.exploit.Usd;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads the arguments of one {@code search_exploits} call into a query. */
final class SearchArguments {
  private static final BigDecimal MAX_LOSS = BigDecimal.valueOf(1_000_000_000_000_000L);
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final Arguments arguments;
  private final List<String> notes = new ArrayList<>();

  SearchArguments(Arguments arguments) {
    this.arguments = arguments;
  }

  SearchRequest request(Function<String, Cursor> cursors) {
    ResponseFormat format =
        label(ResponseFormat.class, "response_format").orElse(ResponseFormat.CONCISE);
    int limit = arguments.integer("limit", "10").orElse(ExploitQuery.DEFAULT_LIMIT);
    Filters filters = filters();
    Sort sort =
        label(Sort.class, "sort").orElse(filters.text().isPresent() ? Sort.RELEVANCE : Sort.NEWEST);
    Optional<Cursor> cursor =
        arguments.text("cursor", "the next_cursor of the page before").map(cursors);
    ExploitQuery asked =
        new ExploitQuery(
            filters,
            sort,
            label(Grouping.class, "group_by"),
            limit,
            ExploitQuery.MAX_LIMIT,
            cursor);
    return new SearchRequest(fitting(asked, format), format, limit, notes);
  }

  private static ExploitQuery fitting(ExploitQuery asked, ResponseFormat format) {
    int limit = Math.min(asked.limit(), format.maxPage());
    return new ExploitQuery(
        asked.filters(), asked.sort(), asked.groupBy(), limit, asked.maxResults(), asked.cursor());
  }

  private Filters filters() {
    return new Filters(
        arguments.text("query", "flash loan"),
        new DateRange(day("since"), day("until")),
        arguments
            .text("updated_since", "2026-01-31T00:00:00Z")
            .map(text -> Moments.instant("updated_since", text)),
        arguments
            .textOrNumber("chain", "Ethereum")
            .map(name -> ChainArgument.named("chain", name, "Ethereum")),
        arguments.text("protocol", "Curve Finance"),
        arguments.number("min_loss_usd", "1000000").map(SearchArguments::usd),
        label(RootCause.class, "root_cause"),
        label(Flag.class, "flag"),
        label(Status.class, "min_status"));
  }

  private Optional<LocalDate> day(String argument) {
    Optional<String> text = arguments.text(argument, "2023-03-13");
    Optional<LocalDate> day = text.map(t -> Moments.day(argument, t));
    if (day.isPresent() && !Moments.isDate(text.orElseThrow())) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s was read as the UTC day %s: incidents are known by the day.",
              argument,
              day.get()));
    }
    return day;
  }

  private static Usd usd(BigDecimal dollars) {
    // Compared before anything expands it: the exponent may be huge.
    if (dollars.signum() < 0 || dollars.compareTo(MAX_LOSS) > 0) {
      throw new InvalidArgument(
          "min_loss_usd", "must be 0.." + MAX_LOSS.toPlainString() + " US dollars", "1000000");
    }
    return dollars.compareTo(CENT) < 0 && dollars.signum() > 0 ? new Usd(1) : Usd.of(dollars);
  }

  private <E extends Enum<E> & Labelled> Optional<E> label(Class<E> type, String argument) {
    String example = type.getEnumConstants()[0].label();
    return arguments.text(argument, example).map(text -> Labelled.parse(type, argument, text));
  }
}
