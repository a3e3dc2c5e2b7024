package ai.kamiyo.adapters.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.catalog.CallObserver;
import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.PromptCatalog;
import ai.kamiyo.adapters.mcp.catalog.ResourceCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.catalog.ToolResult;
import ai.kamiyo.adapters.mcp.catalog.Vocabulary;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.application.access.FindTier;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Entitlement;
import ai.kamiyo.domain.access.Refusal;
import ai.kamiyo.domain.access.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tools are shown to whom. */
class CoreTest {
  private static final Caller CUSTOMER = new Caller.Customer(new CustomerId("cus_1"), "");
  private Entitlement held = new Entitlement.Entitled(Tier.TEAM, Optional.empty());

  @Test
  void aCustomerIsShownTheToolsOfItsTier() {
    assertThat(shown(CUSTOMER)).containsExactly("for_all", "for_personal", "for_team");
    held = new Entitlement.Entitled(Tier.PERSONAL, Optional.empty());
    assertThat(shown(CUSTOMER)).containsExactly("for_all", "for_personal");
    held = new Entitlement.Entitled(Tier.ENTERPRISE, Optional.empty());
    assertThat(shown(CUSTOMER)).hasSize(4);
  }

  @Test
  void whoeverHoldsNoTierIsShownWhatThereIs() {
    assertThat(shown(new Caller.Anonymous("1.2.3.4", ""))).hasSize(4);
    assertThat(shown(new Caller.Rejected(new Refusal.TokenExpired(), ""))).hasSize(4);
    held = new Entitlement.Inactive();
    assertThat(shown(CUSTOMER)).hasSize(4);
  }

  @Test
  void aHiddenToolIsStillThereToRefuse() {
    held = new Entitlement.Entitled(Tier.PERSONAL, Optional.empty());
    assertThat(core().invocation(Json.object().put("name", "for_team")).tool().name())
        .isEqualTo("for_team");
  }

  private List<String> shown(Caller caller) {
    return core().tools(() -> caller).stream().map(ToolDefinition::name).toList();
  }

  private Core core() {
    ToolCatalog catalog =
        new ToolCatalog(() ->
            List.of(
                tool("for_all", Optional.empty()),
                tool("for_personal", Optional.of(Tier.PERSONAL)),
                tool("for_team", Optional.of(Tier.TEAM)),
                tool("for_enterprise", Optional.of(Tier.ENTERPRISE))));
    Catalog all =
        new Catalog(
            catalog,
            new ResourceCatalog(() -> {
              throw new AssertionError("nobody asks for resources");
            }),
            new PromptCatalog(catalog, List::of),
            new Vocabulary(Map::of));
    return new Core(all, CallObserver.NONE, Optional.of(new FindTier(customer -> held)));
  }

  private static ToolDefinition tool(String name, Optional<Tier> needs) {
    return new ToolDefinition(
        name,
        name,
        name,
        Json.object(),
        Json.object(),
        false,
        needs,
        arguments -> caller -> new ToolResult("{}", false));
  }
}
