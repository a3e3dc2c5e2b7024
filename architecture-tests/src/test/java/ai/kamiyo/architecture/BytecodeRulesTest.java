package ai.kamiyo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.architecture.Project.Room;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BytecodeRulesTest {
  static Stream<Room> modules() {
    return Project.MODULES.stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleCompilesForItsJava(Room module) throws IOException {
    assertThat(BytecodeRules.problems(module.classes(), module.layer(), module.release()))
        .isEmpty();
    assertThat(BytecodeRules.classFiles(module.classes()).isEmpty())
        .isEqualTo(LayerRules.NOT_YET_INHABITED.contains(module.layer()));
  }

  @Test
  void aClassForAnotherJavaOrOfAnotherModuleIsNoticed(@TempDir Path classes) throws IOException {
    plant(classes.resolve("ai/kamiyo/domain/Fine.class"), 65);
    plant(classes.resolve("ai/kamiyo/domain/TooNew.class"), 69);
    plant(classes.resolve("ai/kamiyo/bootstrap/Lost.class"), 65);
    assertThat(BytecodeRules.problems(classes, "domain", 21))
        .containsExactly(
            "ai/kamiyo/bootstrap/Lost.class does not belong to domain",
            "ai/kamiyo/domain/TooNew.class needs Java 25");
  }

  private static void plant(Path file, int major) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] header =
        ByteBuffer.allocate(8)
            .putInt(0xCAFEBABE)
            .putShort((short) 0)
            .putShort((short) major)
            .array();
    Files.write(file, header);
  }
}
