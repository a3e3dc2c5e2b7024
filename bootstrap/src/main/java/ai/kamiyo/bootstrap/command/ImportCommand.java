package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import ai.kamiyo.adapters.kamiyo.replica.Importer;
import ai.kamiyo.adapters.kamiyo.replica.IncidentImport;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads files of incidents, protocols or listed addresses into this installation. */
@Command(
    name = "import",
    description = {
      "Load incidents, protocols or listed addresses into this installation: all files or, on any"
          + " fault, none.",
      "Importing a file again changes nothing. Running servers notice by themselves."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  kamiyo import defillama hacks.json",
      "  kamiyo import kamiyo page-1.json page-2.json",
      "  kamiyo import blocksec all.json --json",
      "  kamiyo import revoke exploits/*.json",
      "  kamiyo import ofac sanctioned.txt",
      "  kamiyo import protocols protocols.csv"
    })
final class ImportCommand implements Callable<Integer> {
  private static final int SHOWN = 20;
  private static final long KIBIBYTE = 1024;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      converter = FormatName.class,
      description =
          "The shape of the files: incidents as kamiyo, defillama or blocksec; listed addresses as"
              + " revoke, addresses or ofac; protocols as CSV with the columns Name,Chain,Category"
              + " and, if known, TVL.")
  private String format = "kamiyo";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of this shape.")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "Print JSON, every quarantined row included.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = operator.ready(spec.commandLine().getErr());
    IncidentImport.Result result = load(settings);
    if (json) {
      JsonOutput.print(out, generator -> ImportReport.write(result, generator));
    } else {
      print(result, out);
    }
    return CommandLine.ExitCode.OK;
  }

  private IncidentImport.Result load(Settings settings) throws CommandFailed {
    try (KamiyoAdapter adapter =
        new KamiyoAdapter(Application.kamiyoSettings(settings), Clock.systemUTC())) {
      Importer importer = adapter.importer(format);
      try (ProgressBar bar = bar(importer.size(files))) {
        return importer.load(files, bytes -> bar.stepTo(bytes / KIBIBYTE));
      }
    } catch (UnreadableFile unreadable) {
      throw new CommandFailed(String.valueOf(unreadable.getMessage()));
    } catch (IOException unwritable) {
      throw new CommandFailed(
          "KAMIYO_HOME " + settings.server().home() + " does not take the import: " + unwritable);
    }
  }

  /** On a terminal a bar on stderr; elsewhere one that draws nothing. */
  private static ProgressBar bar(long bytes) {
    ProgressBarBuilder bar =
        new ProgressBarBuilder()
            .setTaskName("Importing")
            .setInitialMax(bytes / KIBIBYTE)
            .setUnit(" KiB", 1)
            .setStyle(ProgressBarStyle.ASCII);
    return Terminal.ofProcess().interactive()
        ? bar.build()
        : bar.setConsumer(new NoProgress()).build();
  }

  private static void print(IncidentImport.Result result, PrintWriter out) {
    out.printf(
        "read %,d: %,d new, %,d merged, %,d updated, %,d unchanged, %,d quarantined%n",
        result.read(),
        result.added(),
        result.merged(),
        result.updated(),
        result.unchanged(),
        result.quarantined().size());
    if (result.gone() > 0) {
      out.printf(
          "%,d of an earlier import are no longer listed and count as delisted%n", result.gone());
    }
    result.quarantined().stream().limit(SHOWN).forEach(row -> print(row, out));
    if (result.quarantined().size() > SHOWN) {
      out.printf("  … and %,d more; --json lists all%n", result.quarantined().size() - SHOWN);
    }
  }

  private static void print(Quarantined row, PrintWriter out) {
    String name = row.name().isEmpty() ? "" : " \"" + row.name() + "\"";
    out.printf("  quarantined %s%s: %s%n", row.row(), name, row.reason());
  }
}
