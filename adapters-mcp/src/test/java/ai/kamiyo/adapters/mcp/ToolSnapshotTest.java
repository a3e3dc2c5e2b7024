package ai.kamiyo.adapters.mcp;

import ai.kamiyo.adapters.mcp.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients see of each tool changes only on purpose. */
class ToolSnapshotTest {
  private static final Path SNAPSHOTS =
      Path.of("src/test/resources/ai/kamiyo/adapters/mcp/snapshots");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search_exploits",
        "assess_protocol_risk",
        "check_wallet_interactions",
        "health_check"
      })
  void theToolIsAsItWasAccepted(String name) throws IOException {
    JsonNode tools =
        new Client(new World())
            .pipe(Client.request(1, "tools/list", "{}"))
            .getFirst()
            .at("/result/tools");
    JsonNode tool =
        tools.valueStream().filter(t -> t.path("name").asString().equals(name)).findFirst().get();
    Kept.check(SNAPSHOTS.resolve(name + ".json"), Json.writePretty(tool) + "\n", "snapshots.write");
  }
}
