package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.persistence.PersistenceAdapter;
import ai.kamiyo.bootstrap.Rows;
import ai.kamiyo.bootstrap.settings.Database;
import ai.kamiyo.bootstrap.settings.Settings;
import ai.kamiyo.bootstrap.settings.Storage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes our schema of a PostgreSQL, or brings it up to date. */
@Command(
    name = "migrate",
    description = {
      "Bring the schema mcp_usage of the PostgreSQL in DATABASE_URL up to date.",
      "Nothing outside that schema is touched. serve does this too, stdio never does."
    },
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo migrate", "  kamiyo migrate --env-file production.env"})
final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Override
  public Integer call() throws CommandFailed {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = operator.ready(spec.commandLine().getErr());
    switch (settings.storage().database()) {
      case Database.Embedded(var file) ->
          out.println(
              "DATABASE_URL names no PostgreSQL; " + file + " is migrated when it is opened");
      case Database.PostgreSql named -> out.println(migrated(named, settings.storage()));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String migrated(Database.PostgreSql named, Storage storage) throws CommandFailed {
    try {
      int missing = PersistenceAdapter.migrate(Rows.postgreSql(named, storage));
      return missing == 0
          ? named + ": schema mcp_usage is up to date"
          : named + ": schema mcp_usage is up to date now, migrations applied: " + missing;
    } catch (RuntimeException e) {
      throw new CommandFailed(named + " cannot be migrated: " + e.getMessage());
    }
  }
}
