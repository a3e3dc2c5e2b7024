package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.exploit.Labelled;

/** What a wallet check comes to. None of them means that a wallet is safe. */
public enum Verdict implements Labelled {
  /** The address itself is on a list. */
  LISTED,
  /** Somebody listed may move its tokens now. */
  EXPOSED,
  /** Somebody listed could once, or it sent something to somebody listed. */
  PREVIOUSLY_EXPOSED,
  /** Nothing that is recorded matches, and all that was asked for was read. */
  NO_MATCH,
  /** Something could not be read. */
  UNKNOWN
}
