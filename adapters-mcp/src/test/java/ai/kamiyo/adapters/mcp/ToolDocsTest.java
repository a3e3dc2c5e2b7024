package ai.kamiyo.adapters.mcp;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ToolDocsTest {
  @Test
  void thePageSaysWhatTheCatalogueSays() throws IOException {
    Kept.check(
        Path.of("../docs/tools.md"),
        ToolDocs.of(new World().adapter().catalog().tools()),
        "docs.write");
  }
}
