package ai.kamiyo.application.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.application.usage.ReportUsage.Report;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.UsageTotal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportUsageTest {
  private static final Clock LATE =
      Clock.fixed(Instant.parse("2026-11-23T23:59:59Z"), ZoneOffset.UTC);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @Test
  void isOfThirtyDaysUnlessToldOtherwise() {
    List<Instant> asked = new ArrayList<>();
    ReportUsage usage =
        new ReportUsage(
            (begin, customer) -> {
              asked.add(begin);
              return List.of();
            },
            LATE);
    Report report = usage.report(Optional.empty(), Optional.empty());
    assertThat(report.callsPerDay()).hasSize(30).containsEntry(TODAY, 0L);
    Report ofOneDay = usage.report(Optional.empty(), Optional.of(TODAY));
    assertThat(ofOneDay.callsPerDay()).hasSize(1);
    assertThat(asked)
        .containsExactly(
            Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));
  }

  @Test
  void addsUpWhatADayHad() {
    CustomerId alice = new CustomerId("alice");
    ReportUsage usage =
        new ReportUsage(
            (begin, customer) ->
                customer.equals(Optional.of(alice))
                    ? List.of(total(TODAY.minusDays(2), 3), total(TODAY, 5), total(TODAY, 7))
                    : List.of(),
            LATE);
    Report report = usage.report(Optional.of(alice), Optional.of(TODAY.minusDays(2)));
    assertThat(report.calls()).isEqualTo(15);
    assertThat(report.callsPerDay().values()).containsExactly(3L, 0L, 12L);
  }

  private static UsageTotal total(LocalDate day, long calls) {
    return new UsageTotal(
        day, "search_exploits", "answered", calls, Duration.ofMillis(1), Duration.ofMillis(2));
  }
}
