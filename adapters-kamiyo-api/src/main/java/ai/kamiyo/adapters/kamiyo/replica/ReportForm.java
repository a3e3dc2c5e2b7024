package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.FeedCopy;
import ai.kamiyo.adapters.kamiyo.web.Answer.Validators;
import ai.kamiyo.domain.exploit.ExploitFeed.Delivery;
import ai.kamiyo.domain.exploit.ExploitReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A copy of reports, as imports are kept too. */
final class ReportForm implements CopyForm<FeedCopy> {
  @Override
  public FeedCopy bounded(FeedCopy copy) {
    Map<String, ExploitReport> reports = new LinkedHashMap<>();
    Delivery bounded =
        Caps.bounded(
            new Delivery(
                List.copyOf(copy.reports().values()), copy.unreadable(), Optional.empty()));
    bounded.reports().forEach(report -> reports.put(report.key(), report));
    return new FeedCopy(
        reports, bounded.unreadable(), copy.fetchedAt(), copy.fullAt(), copy.validators());
  }

  @Override
  public void write(FeedCopy copy, LinesFile.Lines out) throws IOException {
    ReportLines.write(copy.reports().values(), copy.unreadable(), out);
  }

  @Override
  public Content<FeedCopy> empty() {
    ReportLines.Read read = new ReportLines.Read(new LinkedHashMap<>(), new ArrayList<>());
    return new Content<>() {
      @Override
      public void line(JsonNode line) throws IOException {
        read.line(line);
      }

      @Override
      public boolean isDamaged() {
        return read.isDamaged();
      }

      @Override
      public FeedCopy copy(Instant fetchedAt, Instant fullAt, Validators validators)
          throws IOException {
        read.check();
        return new FeedCopy(
            read.reports(), List.copyOf(read.unreadable()), fetchedAt, fullAt, validators);
      }
    };
  }
}
