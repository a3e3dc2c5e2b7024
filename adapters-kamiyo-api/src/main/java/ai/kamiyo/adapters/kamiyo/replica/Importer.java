package ai.kamiyo.adapters.kamiyo.replica;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** Loads files of one format into this installation: all of them, or, on any fault, none. */
public interface Importer {
  /** How many bytes the files have together; throws for one that is missing or too large. */
  long size(List<Path> files) throws IOException;

  /**
   * Imports the files. Importing one again changes nothing.
   *
   * @param progress told how many bytes of all files have been read so far
   */
  IncidentImport.Result load(List<Path> files, LongConsumer progress) throws IOException;
}
