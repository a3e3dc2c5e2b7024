package ai.kamiyo.bootstrap.command;

import ai.kamiyo.bootstrap.Training;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Goes once through what every first minute goes through, for the start-up cache. */
@Command(name = "train", hidden = true, description = "Exercise the server for the AOT cache.")
final class TrainCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException, InterruptedException {
    Training.run();
    return 0;
  }
}
