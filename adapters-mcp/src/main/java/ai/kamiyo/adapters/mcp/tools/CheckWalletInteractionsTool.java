package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.Refusals;
import ai.kamiyo.adapters.mcp.catalog.Schema;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.catalog.ToolHandler;
import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.application.call.ToolCall;
import ai.kamiyo.application.wallet.CheckWalletInteractions;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tool;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.Verdict;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletReport;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code check_wallet_interactions}: whether an address is listed, and to whom it is exposed. */
public final class CheckWalletInteractionsTool implements ToolHandler {
  private static final String ADDRESS = "wallet_address";
  private static final String EXAMPLE = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";

  private final CheckWalletInteractions checks;
  private final Refusals refusals;

  public CheckWalletInteractionsTool(CheckWalletInteractions checks, Refusals refusals) {
    this.checks = checks;
    this.refusals = refusals;
  }

  public ToolDefinition definition() {
    return new ToolDefinition(
        Tool.CHECK_WALLET_INTERACTIONS.wireName(),
        "Check a wallet",
        "Tells whether an address is on lists of attackers, sanctions, exploited or victim"
            + " contracts, and, where on-chain evidence is configured, its approvals to exploited"
            + " spenders with their live allowance, and its transfers with listed addresses. No"
            + " verdict means safe: mind coverage. Never pass a private key.",
        inputSchema(),
        outputSchema(),
        true,
        Tool.CHECK_WALLET_INTERACTIONS.needs(),
        this);
  }

  /** The tool where its operator has switched it off. */
  public ToolDefinition switchedOff() {
    Refusal off = new Refusal.FeatureDisabled("wallet monitoring", "ENABLE_WALLET_MONITORING=true");
    return definition().refusing(refusals.of(off));
  }

  private static ObjectNode inputSchema() {
    return Schema.shape()
        .always(ADDRESS, Schema.text("EVM, Bitcoin, Solana or Tron address; no ENS name"))
        .maybe(
            "chains",
            Schema.list(Schema.text())
                .put("maxItems", WalletQuery.MAX_CHAINS)
                .put("description", "EVM chains to read, by name or id. Default: all configured"))
        .maybe(
            "lookback_days",
            Schema.integer()
                .put("minimum", 1)
                .put("maximum", WalletQuery.MAX_LOOKBACK)
                .put("default", WalletQuery.DEFAULT_LOOKBACK))
        .closed();
  }

  private static ObjectNode outputSchema() {
    ObjectNode wallet =
        Schema.shape()
            .always("address", Schema.text())
            .always("kind", Schema.text())
            .always("normalized", Schema.text())
            .schema();
    ObjectNode listing =
        Schema.shape()
            .always("kind", Schema.text())
            .always("label", Schema.text())
            .maybe("incident_id", Schema.text())
            .maybe("chain", Schema.text())
            .always("source", Schema.text())
            .always("list_date", Schema.orNull(Schema.text()))
            .maybe("first_seen", Schema.text())
            .always("status", Schema.text())
            .schema();
    ObjectNode coverage =
        Schema.shape()
            .always("complete", Schema.flag())
            .always("chains", Schema.list(Schema.object()))
            .maybe("missing", Schema.text())
            .schema();
    ObjectNode step =
        Schema.shape()
            .always("text", Schema.text())
            .maybe("chain", Schema.text())
            .maybe("to", Schema.text())
            .maybe("call_data", Schema.text())
            .schema();
    return Schema.shape()
        .always("wallet", wallet)
        .always("verdict", Schema.labels(Verdict.class))
        .always("listings", Schema.list(listing))
        .always("approvals", Schema.list(Schema.object()))
        .always("transfers", Schema.list(Schema.object()))
        .always("calls", Schema.list(Schema.object()))
        .always("coverage", coverage)
        .always("statement", Schema.text())
        .always("next_steps", Schema.list(step))
        .always("data", Schema.object())
        .schema();
  }

  @Override
  public Prepared read(Arguments arguments) {
    String text = arguments.required(ADDRESS, EXAMPLE);
    WalletQuery query =
        new WalletQuery(
            WalletAddress.parse(ADDRESS, text),
            arguments.texts("chains", "[\"Ethereum\"]").stream().map(this::chain).toList(),
            arguments.integer("lookback_days", "365").orElse(WalletQuery.DEFAULT_LOOKBACK));
    return caller -> answer(caller, query, text);
  }

  private Chain chain(String name) {
    // A chain that only this installation knows, such as one of its own node, has just a number.
    Stream<Chain> own =
        checks.chains().stream()
            .filter(chain ->
                chain
                    .caip2()
                    .filter(id -> id.equals("eip155:" + name) || id.equals(name))
                    .isPresent());
    return own.findFirst().orElseGet(() -> ChainArgument.named("chains", name, "[\"Ethereum\"]"));
  }

  private ToolResult answer(Caller caller, WalletQuery query, String asked) {
    return switch (checks.check(caller, query)) {
      case ToolCall.Answered<WalletReport>(WalletReport report) ->
          ToolResult.answer(WalletAnswer.of(report, asked));
      case ToolCall.Refused<WalletReport>(var refusal) -> refusals.of(refusal);
    };
  }
}
