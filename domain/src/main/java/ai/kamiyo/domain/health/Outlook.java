package ai.kamiyo.domain.health;

/** What a server that starts now may expect of the KAMIYO API. */
public enum Outlook {
  /** What was read from it earlier is on disk. */
  COPY,
  /** There is no copy, but it answers, with whatever status. */
  ANSWERS,
  /** There is no copy, and it does not answer within KAMIYO_API_TIMEOUT. */
  SILENT,
  /** There is no copy, and KAMIYO_OFFLINE forbids to ask. */
  FORBIDDEN
}
