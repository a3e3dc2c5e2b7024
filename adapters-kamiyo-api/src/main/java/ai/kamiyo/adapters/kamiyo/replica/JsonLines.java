package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.UnreadableFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON, one object a line, the first of which names the format of all others. */
record JsonLines(String format) {
  void write(BufferedWriter out, LinesFile.Writer content) throws IOException {
    LinesFile.Lines lines = new LinesFile.Lines(out);
    lines.line(json -> json.writeStringProperty("format", format));
    content.to(lines);
    out.flush();
  }

  /**
   * Reads all lines but the first.
   *
   * @param what is read, for who must be told that it cannot be
   * @param cure what is to be done then
   */
  void read(BufferedReader in, String what, String cure, LinesFile.Reader reader)
      throws IOException {
    String first = in.readLine();
    if (first == null || !first.contains(format)) {
      throw new UnreadableFile(what + " is not a catalogue this version can read");
    }
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        reader.line(JsonMapper.shared().readTree(line));
      }
    } catch (JacksonException e) {
      throw new UnreadableFile(what + " is damaged; " + cure, e);
    }
  }
}
