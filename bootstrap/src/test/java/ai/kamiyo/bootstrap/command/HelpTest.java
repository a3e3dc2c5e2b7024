package ai.kamiyo.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

class HelpTest {
  static Stream<CommandLine> commands() {
    return with(CommandLineInterface.line());
  }

  private static Stream<CommandLine> with(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().distinct().flatMap(HelpTest::with));
  }

  /** The list of commands shows no more of a description than its first line. */
  @ParameterizedTest
  @MethodSource("commands")
  void theFirstLineIsAWholeSentence(CommandLine command) {
    assertThat(usage(command).description()).isNotEmpty();
    assertThat(usage(command).description()[0]).endsWith(".").matches("\\p{Lu}.*");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void thereAreExamplesWhereThereIsSomethingToChoose(CommandLine command) {
    boolean choice = command.getCommandSpec().optionsMap().size() > 4; // -h, -V and their names
    assertThat(choice && usage(command).footer().length == 0).isFalse();
  }

  private static UsageMessageSpec usage(CommandLine command) {
    return command.getCommandSpec().usageMessage();
  }
}
