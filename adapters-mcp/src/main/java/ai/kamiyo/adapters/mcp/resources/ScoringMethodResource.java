package ai.kamiyo.adapters.mcp.resources;

import ai.kamiyo.adapters.mcp.catalog.Label;
import ai.kamiyo.adapters.mcp.catalog.ResourceDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceReading;
import ai.kamiyo.domain.risk.ScoringMethod;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** How protocol risk is scored, in the words of the model that answers. */
public final class ScoringMethodResource {
  private static final String MARKDOWN = "text/markdown";
  private static final BigDecimal PRIORITY = new BigDecimal("0.5");

  private ScoringMethodResource() {}

  public static ResourceDefinition definition() {
    ResourceReading.Content content = new ResourceReading.Content(ScoringMethod.text());
    return new ResourceDefinition(
        "kamiyo://scoring-method",
        new Label(
            "scoring-method",
            "Scoring method",
            "How assess_protocol_risk scores: the model, its factors, bands and coverage, with the"
                + " parameters in force, and what it does not tell.",
            MARKDOWN,
            PRIORITY,
            Label.Readers.EVERYBODY),
        OptionalLong.of(content.text().getBytes(StandardCharsets.UTF_8).length),
        caller -> content);
  }
}
