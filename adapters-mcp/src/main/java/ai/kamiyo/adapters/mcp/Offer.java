package ai.kamiyo.adapters.mcp;

import ai.kamiyo.adapters.mcp.McpAdapter.UseCases;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.adapters.mcp.catalog.Links;
import ai.kamiyo.adapters.mcp.catalog.PromptCatalog;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.Refusals;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog.Shelf;
import ai.kamiyo.adapters.mcp.catalog.ToolCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.catalog.Vocabulary;
import ai.kamiyo.adapters.mcp.prompts.IncidentBrief;
import ai.kamiyo.adapters.mcp.prompts.ProtocolDueDiligence;
import ai.kamiyo.adapters.mcp.prompts.WalletCheckup;
import ai.kamiyo.adapters.mcp.resources.AccountResource;
import ai.kamiyo.adapters.mcp.resources.ExploitResources;
import ai.kamiyo.adapters.mcp.resources.ScoringMethodResource;
import ai.kamiyo.adapters.mcp.resources.Suggesting;
import ai.kamiyo.adapters.mcp.resources.VocabularyResources;
import ai.kamiyo.adapters.mcp.tools.AssessProtocolRiskTool;
import ai.kamiyo.adapters.mcp.tools.CheckWalletInteractionsTool;
import ai.kamiyo.adapters.mcp.tools.HealthCheckTool;
import ai.kamiyo.adapters.mcp.tools.SearchExploitsTool;
import ai.kamiyo.domain.access.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Puts together what this server offers; each part is made when it is first asked for. */
record Offer(McpSettings settings, UseCases cases, Supplier<byte[]> cursorKey) {

  Catalog catalog() {
    ToolCatalog tools = new ToolCatalog(this::tools, this::switchedOff);
    return new Catalog(
        tools,
        new ResourceCatalog(() -> shelf(tools)),
        new PromptCatalog(tools, this::prompts),
        new Vocabulary(this::vocabulary));
  }

  private List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    tools.add(new SearchExploitsTool(cases.search(), refusals(), cursorKey).definition());
    tools.add(new AssessProtocolRiskTool(cases.risk(), refusals()).definition());
    if (settings.walletMonitoring()) {
      tools.add(wallets().definition());
    }
    tools.add(new HealthCheckTool(cases.health(), server()).definition());
    return tools;
  }

  private List<ToolDefinition> switchedOff() {
    return settings.walletMonitoring() ? List.of() : List.of(wallets().switchedOff());
  }

  private CheckWalletInteractionsTool wallets() {
    return new CheckWalletInteractionsTool(cases.wallets(), refusals());
  }

  private HealthCheckTool.Server server() {
    return new HealthCheckTool.Server(
        settings.serverName(), settings.serverVersion(), settings.environment());
  }

  private Refusals refusals() {
    return new Refusals(new Links(settings.upgradeUrl(), settings.supportUrl()));
  }

  private Shelf shelf(ToolCatalog tools) {
    ToolDefinition search = tools.named(Tool.SEARCH_EXPLOITS.wireName()).orElseThrow();
    return new Shelf(
        List.of(
            ExploitResources.recent(search),
            VocabularyResources.chains(),
            VocabularyResources.rootCauses(),
            ScoringMethodResource.definition(),
            new AccountResource(cases.account(), refusals()).definition()),
        List.of(new ExploitResources(cases.find(), refusals()).one(ids())));
  }

  private List<PromptDefinition> prompts() {
    Completer chains = Suggesting.chains();
    return List.of(
        IncidentBrief.definition(ids()),
        ProtocolDueDiligence.definition(protocols(), chains),
        WalletCheckup.definition(chains));
  }

  private Map<String, Completer> vocabulary() {
    return Map.of(
        "chain", Suggesting.chains(),
        "protocol", protocols(),
        "root_cause", Suggesting.rootCauses());
  }

  private Completer ids() {
    return cases.names()::exploits;
  }

  private Completer protocols() {
    return cases.names()::protocols;
  }
}
