package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.text.PlainText;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.ChainCoverage;
import ai.kamiyo.domain.wallet.ContractCall;
import ai.kamiyo.domain.wallet.Coverage;
import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Match;
import ai.kamiyo.domain.wallet.NextStep;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.WalletReport;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a wallet report as the answer of {@code check_wallet_interactions}. */
final class WalletAnswer {
  private static final int MAX_ITEMS = 12;
  private static final int MAX_LABEL = 80;
  private static final int MAX_SOURCE = 160;
  private static final int MAX_TEXT = 1_500;

  /** Allowances beyond this are given as "all there will ever be", and no token has as much. */
  private static final BigInteger UNLIMITED = BigInteger.ONE.shiftLeft(159);

  private WalletAnswer() {}

  /**
   * The answer.
   *
   * @param asked the address as the caller wrote it
   */
  static ObjectNode of(WalletReport report, String asked) {
    ObjectNode out = Json.object();
    out.putObject("wallet")
        .put("address", PlainText.of(asked, MAX_LABEL * 2))
        .put("kind", report.address().family().label())
        .put("normalized", report.address().normalized());
    out.put("verdict", report.verdict().label());
    list(out, "listings", report.listings(), WalletAnswer::listing);
    list(out, "approvals", report.approvals(), WalletAnswer::approval);
    list(out, "transfers", report.transfers(), WalletAnswer::transfer);
    list(out, "calls", report.calls(), WalletAnswer::call);
    out.set("coverage", coverage(report.coverage()));
    out.put("statement", PlainText.of(report.statement(), MAX_TEXT));
    list(out, "next_steps", report.nextSteps(), WalletAnswer::step);
    out.set("data", data(report.data()));
    return out;
  }

  private static ObjectNode listing(Listing listing) {
    ObjectNode out =
        Json.object()
            .put("kind", listing.kind().label())
            .put("label", PlainText.of(listing.label(), MAX_LABEL));
    listing.incident().ifPresent(id -> out.put("incident_id", id.value()));
    listing.chain().ifPresent(chain -> out.put("chain", name(chain)));
    out.put("source", PlainText.of(listing.source(), MAX_SOURCE))
        .put("list_date", listing.listDate().map(Object::toString).orElse(null));
    if (listing.listDate().isEmpty()) {
      listing.seen().ifPresent(days -> out.put("first_seen", days.first().toString()));
    }
    return out.put("status", listing.status().label());
  }

  private static ObjectNode approval(Match<Approval> match) {
    Approval approval = match.what();
    ObjectNode out =
        Json.object()
            .put("chain", name(approval.chain()))
            .put("standard", approval.standard().label())
            .put("token", approval.token().normalized())
            .put("spender", approval.spender().normalized())
            .put("state", approval.state().label());
    approval.item().ifPresent(item -> out.put("token_id", item.toString()));
    approval
        .allowance()
        .ifPresent(amount ->
            out.put(
                "allowance", amount.compareTo(UNLIMITED) >= 0 ? "unlimited" : amount.toString()));
    return because(event(out, approval.last()), match.listing());
  }

  private static ObjectNode transfer(Match<Transfer> match) {
    Transfer transfer = match.what();
    ObjectNode out =
        Json.object()
            .put("chain", name(transfer.chain()))
            .put("direction", transfer.direction().label())
            .put("counterparty", transfer.counterparty().normalized());
    transfer.token().ifPresent(token -> out.put("token", token.normalized()));
    return because(event(out, transfer.event()), match.listing());
  }

  private static ObjectNode call(Match<ContractCall> match) {
    ContractCall call = match.what();
    ObjectNode out =
        Json.object()
            .put("chain", name(call.chain()))
            .put("contract", call.contract().normalized());
    if (match.listing().kind().ofIncident()) {
      out.put("when", when(call, match.listing()));
    }
    return because(event(out, call.event()), match.listing());
  }

  /** Before or after the incident for which the contract is listed, where both days are known. */
  private static String when(ContractCall call, Listing listing) {
    if (call.event().at().isEmpty() || listing.listDate().isEmpty()) {
      return "unknown";
    }
    LocalDate day = LocalDate.ofInstant(call.event().at().get(), ZoneOffset.UTC);
    if (day.isBefore(listing.listDate().get().first())) {
      return "before_incident";
    }
    return day.isAfter(listing.listDate().get().last()) ? "after_incident" : "about_then";
  }

  private static ObjectNode event(ObjectNode out, Event event) {
    out.put("transaction", event.transaction()).put("block", event.block());
    event.at().ifPresent(at -> out.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString()));
    return out;
  }

  private static ObjectNode because(ObjectNode out, Listing listing) {
    out.put("listed_as", listing.kind().label());
    out.put("label", PlainText.of(listing.label(), MAX_LABEL));
    listing.incident().ifPresent(id -> out.put("incident_id", id.value()));
    if (listing.status() != Listing.Status.LISTED) {
      out.put("listing_status", listing.status().label());
    }
    return out;
  }

  private static ObjectNode coverage(Coverage coverage) {
    ObjectNode out = Json.object().put("complete", coverage.complete());
    ArrayNode chains = out.putArray("chains");
    coverage.chains().forEach(chain -> chains.add(coverage(chain)));
    coverage.missing().ifPresent(missing -> out.put("missing", missing));
    return out;
  }

  private static ObjectNode coverage(ChainCoverage chain) {
    ObjectNode out =
        Json.object().put("chain", name(chain.chain())).put("provider", chain.provider());
    number(out, "from_block", chain.fromBlock());
    number(out, "to_block", chain.toBlock());
    out.put("complete", chain.complete());
    chain.error().ifPresent(error -> out.put("error", PlainText.of(error, MAX_SOURCE * 2)));
    if (!chain.notCovered().isEmpty()) {
      ArrayNode blind = out.putArray("not_covered");
      chain.notCovered().forEach(blind::add);
    }
    return out;
  }

  private static void number(ObjectNode out, String key, Optional<Long> value) {
    value.ifPresentOrElse(n -> out.put(key, n), () -> out.putNull(key));
  }

  private static ObjectNode step(NextStep step) {
    ObjectNode out = Json.object().put("text", PlainText.of(step.text(), MAX_TEXT));
    step.revocation()
        .ifPresent(revocation ->
            out.put("chain", name(revocation.chain()))
                .put("to", revocation.to().normalized())
                .put("call_data", revocation.callData()));
    return out;
  }

  private static ObjectNode data(AddressListings.Overview data) {
    ObjectNode out =
        Json.object()
            .put("as_of", data.newest().map(Object::toString).orElse(null))
            .put("listed_addresses", data.addresses());
    ArrayNode lists = out.putArray("lists");
    for (AddressListings.Source source : data.sources()) {
      ObjectNode list =
          lists.addObject().put("name", source.name()).put("entries", source.entries());
      source
          .fetchedAt()
          .ifPresent(at -> list.put("fetched_at", at.truncatedTo(ChronoUnit.SECONDS).toString()));
      source.error().ifPresent(error -> list.put("error", PlainText.of(error, MAX_SOURCE)));
    }
    return out;
  }

  private static String name(Chain chain) {
    return PlainText.of(chain.name(), MAX_LABEL);
  }

  private static <T> void list(
      ObjectNode out, String key, List<T> all, Function<T, ObjectNode> write) {
    ArrayNode array = out.putArray(key);
    all.stream().limit(MAX_ITEMS).forEach(item -> array.add(write.apply(item)));
    if (all.size() > MAX_ITEMS) {
      out.put("more_" + key, all.size() - MAX_ITEMS);
    }
  }
}
