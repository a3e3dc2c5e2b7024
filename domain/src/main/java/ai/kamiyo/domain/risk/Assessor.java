package ai.kamiyo.domain.risk;

import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.Usd;
import ai.kamiyo.domain.risk.RiskReport.Analysis;
import ai.kamiyo.domain.risk.RiskReport.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Answers questions from one view. Immutable and thread-safe. */
public final class Assessor {
  private static final int FRESH_YEARS = 1;

  private final RiskView view;
  private final DataStatus data;

  /**
   * An assessor over this view.
   *
   * @param data how current the data are; told as of the view's day
   */
  public Assessor(RiskView view, DataStatus data) {
    this.view = view;
    this.data = until(view, data);
  }

  private static DataStatus until(RiskView view, DataStatus data) {
    Optional<LocalDate> asOf = data.asOf().map(day -> day.isAfter(view.asOf()) ? view.asOf() : day);
    return new DataStatus(asOf, data.feeds(), view.exploits(), data.stale());
  }

  /** The answer, with the others that it is to be compared to. */
  public RiskReport assess(RiskQuestion question) {
    List<RiskReport> others =
        question.compareTo().stream()
            .map(name ->
                one(
                    new RiskQuestion(
                        name, Optional.empty(), question.asOf(), Optional.empty(), List.of())))
            .toList();
    return one(question).comparedWith(others);
  }

  private RiskReport one(RiskQuestion question) {
    return switch (view.directory().find(question.protocol(), question.chain())) {
      case Match.Found found -> found(question, found);
      case Match.Several(List<Protocol> candidates) ->
          unknown(question, Wording.several(question.protocol()), candidates);
      case Match.None(List<Protocol> near) ->
          unknown(question, Wording.unknown(question.protocol()), near);
    };
  }

  private RiskReport unknown(RiskQuestion question, String statement, List<Protocol> candidates) {
    return new RiskReport(
        question.protocol(),
        Optional.empty(),
        question.chain(),
        view.asOf(),
        Coverage.UNKNOWN,
        statement,
        statement,
        candidates,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        data);
  }

  private RiskReport found(RiskQuestion question, Match.Found found) {
    ProtocolHistory history = found.history();
    Protocol protocol = history.protocol();
    // Nothing was learnt of how thefts from custody go with size.
    Optional<Usd> tvl = question.tvl().or(protocol::tvl).filter(usd -> !protocol.keepsAssets());
    RecordedEvidence evidence = RecordedEvidence.of(history, question.chain(), view.asOf());
    Optional<Analysis> analysis =
        view.hazard(history, tvl).map(hazard -> analysis(history, hazard, evidence));
    Wording wording = new Wording(view, question, found, evidence, tvl, analysis);
    return new RiskReport(
        question.protocol(),
        Optional.of(new Subject(protocol, found.by())),
        question.chain(),
        view.asOf(),
        coverage(question, protocol, found.by()),
        wording.statement(),
        wording.brief(),
        List.of(),
        Optional.of(evidence),
        analysis,
        List.of(),
        data);
  }

  private Analysis analysis(ProtocolHistory history, Hazard hazard, RecordedEvidence evidence) {
    RiskScore score = RiskScore.of(hazard);
    return new Analysis(
        hazard,
        score,
        view.peers(history.protocol()),
        Recommendations.of(history, evidence, score));
  }

  private Coverage coverage(RiskQuestion question, Protocol protocol, Match.By by) {
    boolean exact = by != Match.By.NEAR_NAME && protocol.isCalled(question.protocol());
    boolean placed = protocol.isOfModelledKind();
    boolean there =
        !protocol.chains().isEmpty() && question.chain().filter(c -> !protocol.isOn(c)).isEmpty();
    boolean whole = exact && placed && there && isFresh(view);
    return whole && view.model().isPresent() ? Coverage.FULL : Coverage.PARTIAL;
  }

  static boolean isFresh(RiskView view) {
    return view.dataEnd()
        .filter(end -> !end.plusYears(FRESH_YEARS).isBefore(view.asOf()))
        .isPresent();
  }
}
