package ai.kamiyo.adapters.mcp;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResourceDocsTest {
  @Test
  void thePageSaysWhatTheCatalogueSays() throws IOException {
    Kept.check(
        Path.of("../docs/resources.md"),
        ResourceDocs.of(new World().adapter().catalog()),
        "docs.write");
  }
}
