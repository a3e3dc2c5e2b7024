package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.replica.FileCatalogue;
import ai.kamiyo.adapters.kamiyo.risk.PriorsFile;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.risk.Parameters;
import ai.kamiyo.domain.risk.RiskPriors;
import ai.kamiyo.domain.risk.backtest.Backtest;
import ai.kamiyo.domain.risk.backtest.Learnt;
import ai.kamiyo.domain.risk.backtest.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the risk model to the test of what happened. */
@Command(
    name = "backtest",
    description = {
      "Try the risk model on history, through the code that answers the tool.",
      "It sees a list of protocols and the incidents up to a day, and is judged by those after it."
          + " Uses nothing of this installation."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo backtest --protocols list.csv --incidents hacks.json --as-of 2023-07-24 --horizon 365",
      "  kamiyo backtest --protocols list.csv --incidents known.json --outcomes later.json \\",
      "    --as-of 2026-02-02 --horizon 118 --json"
    })
final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--protocols",
      required = true,
      paramLabel = "FILE",
      description = "CSV: Name,Chain,Category[,TVL], as it was on the day.")
  private Path protocols = Path.of("");

  @Option(
      names = "--incidents",
      required = true,
      paramLabel = "FILE",
      description = "JSON: incidents, of which the model sees those up to the day.")
  private Path incidents = Path.of("");

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description = "JSON: incidents after the day, if they are not in --incidents.")
  private @Nullable Path outcomes;

  @Option(
      names = "--format",
      converter = IncidentFormat.class,
      description = "The shape of the incidents: kamiyo, defillama (default) or blocksec.")
  private ImportFormat format = ImportFormat.DEFILLAMA;

  @Option(names = "--as-of", required = true, paramLabel = "DATE", description = "The day.")
  private LocalDate asOf = LocalDate.EPOCH;

  @Option(
      names = "--horizon",
      required = true,
      paramLabel = "DAYS",
      description = "How many days after it count.")
  private int horizon;

  @Option(
      names = "--fit",
      paramLabel = "FILE",
      description = "Write base rates to this file; years that it has already are kept.")
  private @Nullable Path fit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    if (horizon < 1 || horizon > 3_660) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--horizon must be 1..3660 days, was " + horizon);
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      Backtest test = test();
      if (json) {
        JsonOutput.print(out, generator -> BacktestReport.write(test, generator));
      } else {
        BacktestReport.lines(test).forEach(out::println);
      }
      if (fit != null) {
        fit(test, fit);
      }
    } catch (UnreadableFile unreadable) {
      throw new CommandFailed(String.valueOf(unreadable.getMessage()));
    } catch (IOException unwritable) {
      throw new CommandFailed("the base rates cannot be written: " + unwritable);
    }
    return CommandLine.ExitCode.OK;
  }

  private Backtest test() throws IOException, CommandFailed {
    Clock clock = Clock.systemUTC();
    List<Exploit> known = FileCatalogue.exploits(format, incidents, clock);
    List<Exploit> later =
        outcomes == null ? known : FileCatalogue.exploits(format, outcomes, clock);
    if (known.stream().allMatch(exploit -> exploit.date().isAfter(asOf))) {
      throw new CommandFailed(incidents + " holds no incident up to " + asOf);
    }
    Trial.Data data = new Trial.Data(FileCatalogue.listings(protocols, asOf), known, later);
    return Backtest.of(data, asOf, asOf.plusDays(horizon), Parameters.SHIPPED);
  }

  private void fit(Backtest test, Path file) throws IOException {
    Optional<RiskPriors> before = PriorsFile.of(file);
    String universe =
        before.map(b -> b.universe() + " and of " + asOf).orElse("protocol list of " + asOf);
    RiskPriors learnt = Learnt.from(test.trial().view(), universe, FIRST_YEAR);
    List<String> measured = new ArrayList<>(PriorsFile.measured(file));
    measured.add(
        "%s and %s".formatted(protocols.getFileName(), incidents.getFileName())
            + (outcomes == null ? "" : ", outcomes " + outcomes.getFileName()));
    measured.addAll(BacktestReport.lines(test));
    PriorsFile.write(before.map(b -> Learnt.after(b, learnt)).orElse(learnt), measured, file);
  }

  /** Lists of incidents tell of hardly any protocol before. */
  private static final int FIRST_YEAR = 2020;

  /** Reads the name of a shape of incidents. */
  static final class IncidentFormat implements CommandLine.ITypeConverter<ImportFormat> {
    @Override
    public ImportFormat convert(String name) {
      return ImportFormat.named(name)
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "\"" + name + "\" is no format; it must be kamiyo, defillama or blocksec"));
    }
  }
}
