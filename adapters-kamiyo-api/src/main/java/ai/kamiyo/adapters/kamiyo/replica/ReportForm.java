package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A copy of reports, as imports are kept too. */
final class ReportForm implements CopyForm<FeedCopy> {
  private final ReportLines lines = new ReportLines();

  @Override
  public FeedCopy bounded(FeedCopy copy) {
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    for (ExploitReport report : copy.reports().values()) {
      ExploitReport bounded = Caps.bounded(report);
      reports.put(bounded.key(), bounded);
    }
    return new FeedCopy(
        reports,
        copy.unreadable().stream().map(Caps::bounded).toList(),
        copy.fetchedAt(),
        copy.fullAt(),
        copy.validators());
  }

  @Override
  public void write(FeedCopy copy, LinesFile.Lines out) throws IOException {
    lines.write(copy.reports().values(), copy.unreadable(), out);
  }

  @Override
  public Content<FeedCopy> empty() {
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    List<Quarantined> unreadable = new ArrayList<>();
    return new Content<>() {
      @Override
      public void line(JsonNode line) throws IOException {
        lines.read(line, reports, unreadable);
      }

      @Override
      public FeedCopy copy(Instant fetchedAt, Instant fullAt, Validators validators) {
        return new FeedCopy(reports, unreadable, fetchedAt, fullAt, validators);
      }
    };
  }
}
